"""Figures in MkDocs: name this file under `hooks:` in mkdocs.yml, and have `wengert` on the PATH."""
import re
import subprocess

from mkdocs.exceptions import PluginError

# The script of live figures stands at the end of a page.
FIGURE = re.compile(r'<figure class="wengert".*</figure>|^<script>\n[^\0]*?^</script>', re.MULTILINE)


def on_page_read_source(page, config):
    path = page.file.abs_src_path
    if not path or "wengert" not in page.file.content_string:
        return None
    run = subprocess.run(["wengert", "markdown", path], capture_output=True, encoding="utf-8")
    if run.returncode != 0:
        raise PluginError("\n" + run.stderr)
    # Python-Markdown would read HTML in lists and quotes as text, so the figures wait until it is done.
    page.figures = FIGURE.findall(run.stdout)
    numbers = iter(range(len(page.figures)))
    return FIGURE.sub(lambda _: f"WENGERT{next(numbers)}END", run.stdout)


def on_page_content(html, page, config, files):
    figures = getattr(page, "figures", [])
    return re.sub(r"<p>WENGERT(\d+)END</p>|WENGERT(\d+)END",
                  lambda found: figures[int(found[1] or found[2])], html)
