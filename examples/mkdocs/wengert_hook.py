"""Figures in MkDocs: name this file under `hooks:` in mkdocs.yml, and have `wengert` on the PATH."""
import subprocess

from mkdocs.exceptions import PluginError


def on_page_read_source(page, config):
    path = page.file.abs_src_path
    if not path or "wengert" not in page.file.content_string:
        return None
    run = subprocess.run(["wengert", "markdown", path], capture_output=True, encoding="utf-8")
    if run.returncode != 0:
        raise PluginError("\n" + run.stderr)
    return run.stdout
