"""The package itself: its types are those of its stubs, and the example on top runs."""

import doctest
import subprocess
import sys

import communique


def test_the_example_on_top():
    result = doctest.testmod(communique)
    assert result.attempted >= 4 and result.failed == 0


def test_stubs(tmp_path):
    # what the part for clusters stands on is not here, and has no stubs: its own tests import it
    (tmp_path / "mypy.ini").write_text("[mypy]\n[mypy-pyarrow.*,pyspark.*]\nignore_missing_imports = True\n")
    (tmp_path / "elsewhere").write_text("communique.spark\n")
    options = ["--mypy-config-file", tmp_path / "mypy.ini", "--allowlist", tmp_path / "elsewhere", "--ignore-unused-allowlist"]
    told = subprocess.run([sys.executable, "-m", "mypy.stubtest", "communique", *options], capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr


def test_everything_public_is_documented():
    for name in ["annotate", "extract", "read", "Published", "Table"]:
        assert getattr(communique, name).__doc__, name
    assert communique.__version__.count(".") == 2
