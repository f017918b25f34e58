"""Figures in MkDocs: name this file under `hooks:` in mkdocs.yml, and have `wengert` on the PATH."""
import re
import subprocess

from mkdocs.exceptions import PluginError


def on_page_read_source(page, config):
    path = page.file.abs_src_path
    if not path or "wengert" not in page.file.content_string:
        return None
    run = subprocess.run(["wengert", "markdown", path], capture_output=True, encoding="utf-8")
    if run.returncode != 0:
        raise PluginError("\n" + run.stderr)
    # Python-Markdown would read HTML in lists and quotes as text, so the figures wait until it is done.
    page.figures = re.findall('<figure class="wengert".*</figure>', run.stdout)
    numbers = iter(range(len(page.figures)))
    return re.sub('<figure class="wengert".*</figure>', lambda _: f"WENGERT{next(numbers)}END", run.stdout)


def on_page_content(html, page, config, files):
    figures = getattr(page, "figures", [])
    return re.sub(r"<p>WENGERT(\d+)END</p>|WENGERT(\d+)END",
                  lambda found: figures[int(found[1] or found[2])], html)
