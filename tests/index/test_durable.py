from __future__ import annotations

from pathlib import Path

import pytest

from nhipcau.index.durable import replace_file, sync, sync_tree


def test_replacing_leaves_the_new_content_and_nothing_beside_it(tmp_path: Path) -> None:
    """A file replaced has the new content only, and no temporary file stays."""
    path = tmp_path / "CURRENT"
    for content in (b"a longer first content", b"second"):
        replace_file(path, content)
        assert (content, [path]) == (path.read_bytes(), list(tmp_path.iterdir()))


def test_a_failed_replacement_leaves_the_old_content(tmp_path: Path) -> None:
    """When the new content cannot be written aside, the old file stays as it was."""
    path = tmp_path / "CURRENT"
    path.write_bytes(b"old")
    (tmp_path / ".CURRENT.tmp").mkdir()
    with pytest.raises(IsADirectoryError):
        replace_file(path, b"new")
    assert b"old" == path.read_bytes()


def test_a_tree_is_synced_with_all_below_it(tmp_path: Path) -> None:
    """Every file and folder below is reached: one that cannot be opened is an OSError."""
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "meta.json").write_text("{}")
    sync_tree(tmp_path)
    (tmp_path / "words" / "lost").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError):
        sync_tree(tmp_path)


def test_syncing_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    """What is not on the disk cannot be waited for."""
    with pytest.raises(FileNotFoundError):
        sync(tmp_path / "nothing")
