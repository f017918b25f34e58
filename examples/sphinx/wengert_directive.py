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
        # The function as it is written and where it is written, so that errors name its lines and columns.
        lines = Path(path).read_text(encoding="utf-8").expandtabs(8).splitlines()
        lines = lines[line:line + len(self.content)]
        indent = min((len(text) - len(text.lstrip()) for text in lines if text.strip()), default=0)
        body = "".join(text + "\n" for text in lines)
        marker = "~" * (body.count("~") + 3)
        values = [(name, value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " "))
                  for name, value in self.options.items()]

        def written(values):
            attributes = " ".join(f'{name}="{value}"' for name, value in values)
            return f"{marker}wengert {{{attributes}}}\n{body}{' ' * indent}{marker}\n\n"

        fence = written(values)
        # The ids of equal figures differ when all stand in one document, whatever they are called there.
        plain = written(value for value in values if value[0] not in ("id", "alt", "caption"))
        count = self.env.temp_data.setdefault("wengert", Counter())
        others = count[plain]
        count[plain] += 1
        # Items of lists are indented as far as one likes.
        items = "- " * (indent // 2) + " " * (indent % 2)
        run = subprocess.run(["wengert", "markdown", "-", "--folder", Path(path).parent],
                             input="\n" * max(line - 1, 0) + (items + plain) * others + items + fence,
                             capture_output=True, encoding="utf-8")
        if run.returncode != 0:
            raise self.error("\n" + run.stderr.replace("<stdin>", str(path)))
        # A live figure has a script behind it, which leaves alone what an earlier one runs.
        figures, tag, script = run.stdout.partition("\n<script>")
        figure = figures.strip().split("\n")[-1].lstrip("- ")
        return [nodes.raw("", figure + tag + script, format="html")]


def setup(app):
    app.add_directive("wengert", Wengert)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
