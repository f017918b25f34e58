"""The directive `wengert` for Sphinx: add "wengert_directive" to `extensions`, and have `wengert` on the PATH."""
import subprocess
from collections import Counter
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

NAMES = """kind file alt caption id mode show direction weight constants at tangent adjoint
    max-nodes depth fold unfold focus radius between language derivative""".split()


class Wengert(SphinxDirective):
    has_content = True
    option_spec = dict.fromkeys(NAMES, directives.unchanged)

    def run(self):
        path, line = self.get_source_info()
        if self.content:
            path, line = self.content.items[0]
        # The function as it is written, on its own lines, so that errors name these lines and columns.
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        body = "".join(f"{text}\n" for text in lines[line:line + len(self.content)])
        quoted = {name: " ".join(value.split()).replace("\\", "\\\\").replace('"', '\\"')
                  for name, value in self.options.items()}
        attributes = " ".join(f'{name}="{value}"' for name, value in quoted.items())
        marker = "`" * (body.count("`") + 3)
        fence = f"~~~wengert {{{attributes}}}\n{body}~~~\n".replace("~~~", marker)
        # Equal figures of a page get ids of their own when they come from one document.
        count = self.env.temp_data.setdefault("wengert", Counter())
        count[fence] += 1
        text = fence * (count[fence] - 1) + "\n" * max(line - 1, 0) + fence
        if count[fence] > 1:
            text = (fence + "\n") * (count[fence] - 1) + fence
        run = subprocess.run(["wengert", "markdown", "-", "--folder", str(Path(path).parent)],
                             input=text, capture_output=True, encoding="utf-8")
        if run.returncode != 0:
            raise self.error("\n" + run.stderr.replace("<stdin>", str(path)))
        return [nodes.raw("", run.stdout.strip().split("\n")[-1], format="html")]
