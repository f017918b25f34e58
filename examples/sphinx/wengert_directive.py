"""The directive `wengert` for Sphinx: add "wengert_directive" to `extensions`, and have `wengert` on the PATH."""
import subprocess
from collections import Counter
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

OPTIONS = """kind file alt caption id mode show direction weight constants at tangent adjoint
    max-nodes depth fold unfold focus radius between""".split()


class Wengert(SphinxDirective):
    has_content = True
    option_spec = dict.fromkeys(OPTIONS, directives.unchanged)

    def run(self):
        path, line = self.content.items[0] if self.content else self.get_source_info()
        # The function as it is written and on its own lines, which are then those of errors.
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        body = "".join(text + "\n" for text in lines[line:line + len(self.content)])
        values = [(name, value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " "))
                  for name, value in self.options.items()]
        marker = "`" * (body.count("`") + 3)
        attributes = " ".join(f'{name}="{value}"' for name, value in values)
        fence = f"{marker}wengert {{{attributes}}}\n{body}{marker}\n\n"
        # The ids of equal figures differ when all stand in one document.
        count = self.env.temp_data.setdefault("wengert", Counter())
        count[fence] += 1
        run = subprocess.run(["wengert", "markdown", "-", "--folder", Path(path).parent],
                             input="\n" * max(line - 1, 0) + fence * count[fence],
                             capture_output=True, encoding="utf-8")
        if run.returncode != 0:
            raise self.error("\n" + run.stderr.replace("<stdin>", str(path)))
        return [nodes.raw("", run.stdout.strip().split("\n")[-1], format="html")]


def setup(app):
    app.add_directive("wengert", Wengert)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
