import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "Derivatives"
extensions = ["wengert_directive"]
exclude_patterns = ["_build"]
html_theme = "alabaster"
html_copy_source = False
