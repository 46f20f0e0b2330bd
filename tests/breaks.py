"""The breaks that `mutants.py` makes: one listed change of the source each, and the contract test that must fail."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Break:
    """`old`, which stands exactly once in `file` (below src/nhipcau), becomes `new`; then `test` must fail."""

    promise: int
    name: str
    file: str
    old: str
    new: str
    test: str


_CITING = "answering/citing.py"
_ASSISTANT = "answering/assistant.py"
_SELECTION = "answering/selection.py"
_FOLDER = "index/folder.py"

_VERBATIM = "test_every_quote_of_the_small_corpus_is_verbatim"
_GROUNDED = "test_every_sentence_is_the_quote_that_it_cites"
_UNCITED = "test_what_rests_on_no_quote_is_never_a_sentence"
_ABSTAINS = "test_what_no_document_supports_is_not_found"
_NO_SUPPORT = "test_what_is_not_asked_of_the_documents_claims_no_support"
_OTHER_YEAR = "test_another_year_or_country_is_not_found"
_NEAR_MISS = "test_a_near_miss_is_not_found_by_the_packaged_model"
_FIRST_DATES = "test_dates_stand_in_the_first_citation"

BREAKS = (
    Break(
        1,
        "a quote is tidied up",
        _CITING,
        "        quote=document.text[start:end],\n",
        "        quote=' '.join(document.text[start:end].split()).rstrip('.'),\n",
        _VERBATIM,
    ),
    Break(
        1,
        "a citation points one character too far",
        _CITING,
        "        start=start,\n        end=end,\n",
        "        start=start + 1,\n        end=end + 1,\n",
        _VERBATIM,
    ),
    Break(
        1,
        "what is related is quoted from its sentence's beginning to somewhere",
        _CITING,
        "        quote = it.document.text[start:end]\n",
        "        quote = it.document.text[start : end - 1]\n",
        _VERBATIM,
    ),
    Break(
        1,
        "text is stored in whatever Unicode form it came",
        "documents/characters.py",
        'return nfc(_INVISIBLE.sub("", _LINE_END.sub("\\n", text)))',
        'return _INVISIBLE.sub("", _LINE_END.sub("\\n", text))',
        "test_every_quote_of_any_document_is_verbatim",
    ),
    Break(
        2,
        "a sentence cites nothing",
        _ASSISTANT,
        "Sentence(fold_space(it.quote), (it.number,), support=1.0)",
        "Sentence(fold_space(it.quote), (), support=1.0)",
        _GROUNDED,
    ),
    Break(
        2,
        "a sentence cites a number that is not there",
        _ASSISTANT,
        "Sentence(fold_space(it.quote), (it.number,), support=1.0)",
        "Sentence(fold_space(it.quote), (it.number + 1,), support=1.0)",
        _GROUNDED,
    ),
    Break(
        2,
        "a sentence is shortened",
        _ASSISTANT,
        "Sentence(fold_space(it.quote), (it.number,), support=1.0)",
        "Sentence(fold_space(it.quote)[:60], (it.number,), support=1.0)",
        _GROUNDED,
    ),
    Break(
        2,
        "white space is not folded",
        _ASSISTANT,
        "Sentence(fold_space(it.quote), (it.number,), support=1.0)",
        "Sentence(it.quote, (it.number,), support=1.0)",
        "test_white_space_is_folded_and_nothing_else",
    ),
    Break(
        2,
        "the text gives every sentence the first number",
        _ASSISTANT,
        'f"{it.text} [{it.citations[0]}]"',
        'f"{it.text} [1]"',
        "test_the_text_says_its_sentences_and_nothing_else",
    ),
    Break(
        2,
        "talk is shown as a sentence",
        _ASSISTANT,
        "        sentences = [Sentence(fold_space(it.quote), (it.number,), support=1.0) for it in citations]\n",
        "        sentences = [Sentence(fold_space(it.quote), (it.number,), support=1.0) for it in citations]\n"
        "        if considered.interpreted.talk:\n"
        '            sentences = [Sentence(_text(considered, []) or "", (), support=1.0)]\n',
        _UNCITED,
    ),
    Break(
        2,
        "a question that points back to nothing is answered",
        _ASSISTANT,
        '        return "unclear"\n',
        '        return "answered"\n',
        _UNCITED,
    ),
    Break(
        3,
        "what is nearest to talk is offered",
        _ASSISTANT,
        "        is_searched = interpreted.talk is None and not interpreted.is_unclear\n",
        "        is_searched = True\n",
        _NO_SUPPORT,
    ),
    Break(
        3,
        "another year will do",
        _SELECTION,
        'return tells and features["dates"] > 0 and features["offices"] > 0 and features["strange"] == 0',
        'return tells and features["offices"] > 0 and features["strange"] == 0',
        _OTHER_YEAR,
    ),
    Break(
        3,
        "another country will do",
        _SELECTION,
        'return tells and features["dates"] > 0 and features["offices"] > 0 and features["strange"] == 0',
        'return tells and features["dates"] > 0 and features["offices"] > 0',
        _OTHER_YEAR,
    ),
    Break(
        3,
        "a deputy will do for the office",
        "answering/demands.py",
        'is_deputy=before in _DEPUTY or match["office"] in _DEPUTIES,',
        "is_deputy=False,",
        _NEAR_MISS,
    ),
    Break(
        3,
        "the threshold is not looked at",
        _ASSISTANT,
        "considered.likely >= self._weights.threshold[considered.question.language]",
        "considered.likely >= 0.0",
        _ABSTAINS,
    ),
    Break(
        3,
        "an empty answer is called answered",
        _ASSISTANT,
        'return "answered" if sentences else "not_found"',
        'return "answered"',
        _ABSTAINS,
    ),
    Break(
        3,
        "abstention is a phrase",
        _ASSISTANT,
        "for it in sentences) or None\n",
        'for it in sentences) or "I do not know."\n',
        _ABSTAINS,
    ),
    Break(
        3,
        "nothing is offered apart",
        _ASSISTANT,
        "related=() if sentences else related(considered.ranked, RELATED),",
        "related=(),",
        "test_the_nearest_passages_are_offered_apart",
    ),
    Break(
        3,
        "finding nothing at all is an exception",
        _SELECTION,
        "    if not ranked or question.demands.orders or ",
        "    if question.demands.orders or ",
        "test_no_document_allowed_is_not_found",
    ),
    Break(
        4,
        "an unknown date is guessed",
        _CITING,
        "        published=document.published,\n",
        '        published=document.published or "2024",\n',
        _FIRST_DATES,
    ),
    Break(
        4,
        "a month is made a day",
        _CITING,
        "        published=document.published,\n",
        '        published=document.published and f"{document.published}-01"[:10],\n',
        _FIRST_DATES,
    ),
    Break(
        4,
        "the publisher is left out",
        _CITING,
        "        publisher=document.publisher,\n",
        "        publisher=None,\n",
        _FIRST_DATES,
    ),
    Break(
        4,
        "the command line leaves the date blank",
        "cli.py",
        'UNDATED = "undated"',
        'UNDATED = ""',
        "test_the_command_line_shows_publisher_and_date",
    ),
    Break(
        4,
        "the page leaves the date blank",
        "server/phrases.py",
        '    "undated": ("undated", "không rõ ngày"),\n',
        '    "undated": ("", ""),\n',
        "test_the_page_shows_publisher_and_date",
    ),
    Break(
        4,
        "a date that the text mentions dates the text",
        "documents/reading.py",
        "        published=cleaned.published,\n",
        '        published=cleaned.published or next(iter(re.findall(r"20\\d\\d", cleaned.text)), None),\n',
        "test_a_date_in_the_text_is_not_the_date_of_the_text",
    ),
    Break(
        5,
        "checksums are not verified on loading",
        "index/generation.py",
        "        verify_files(folder, self.manifest.files)\n",
        "",
        "test_a_damaged_file_is_noticed_and_the_generation_before_answers",
    ),
    Break(
        5,
        "CURRENT is written in place",
        "index/durable.py",
        "    aside.replace(path)\n",
        '    with path.open("wb") as file:\n        file.write(content)\n',
        "test_ingest_killed_at_any_step_leaves_the_old_or_the_new_generation",
    ),
    Break(
        5,
        "CURRENT points to a generation before it is in place",
        _FOLDER,
        "    unfinished.rename(index_dir / index_id)\n    sync(index_dir)\n    point_to(index_dir, index_id)\n",
        "    (index_dir / index_id).mkdir()\n"
        "    (index_dir / index_id / NAME).write_bytes((unfinished / NAME).read_bytes())\n"
        "    point_to(index_dir, index_id)\n"
        "    shutil.rmtree(index_dir / index_id)\n"
        "    unfinished.rename(index_dir / index_id)\n",
        "test_ingest_killed_at_any_step_leaves_the_old_or_the_new_generation",
    ),
    Break(
        5,
        "the lock holds nobody off",
        _FOLDER,
        "        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)\n",
        "        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)\n",
        "test_of_two_ingests_at_once_one_wins_and_the_other_names_it",
    ),
    Break(
        5,
        "an answer ends on another generation than it began with",
        _ASSISTANT,
        "                index_id=meta.index_id,\n",
        "                index_id=self.generation.index_id,\n",
        "test_an_answer_finishes_on_the_generation_it_began_with",
    ),
    Break(
        6,
        "removals are forgotten when a generation is opened",
        _FOLDER,
        "removals_for(read_removals(index_dir), sequence_of(index_id))",
        "Removals()",
        "test_after_rollback",
    ),
    Break(
        6,
        "hidden passages are retrieved all the same",
        "index/generation.py",
        "        if filters == Filters() and len(self._shown) == len(self._entries):\n",
        "        if filters == Filters():\n",
        "test_after_rollback",
    ),
    Break(
        6,
        "a removal is not put on record before anything is built",
        "index/ingest.py",
        "sequence = _record(config.index_dir, {found.id: found.content_hash})",
        "sequence = 0",
        "test_after_a_removal_that_could_not_be_committed",
    ),
    Break(
        6,
        "the file of a removed document stays",
        "index/ingest.py",
        "        path.unlink(missing_ok=True)\n",
        "        return\n",
        "test_after_remove",
    ),
    Break(
        6,
        "a lost record of removals counts as an empty one",
        _FOLDER,
        "        if index_ids(index_dir):\n            raise IndexDamagedError",
        "        if not index_dir:\n            raise IndexDamagedError",
        "test_a_damaged_record_of_removals_shows_nothing_removed",
    ),
    Break(
        7,
        "questions are encoded in one batch",
        "index/embedding.py",
        "        rows = [self._embed([text], self._query_prompt) for text in texts]\n",
        "        rows = [self._embed(texts, self._query_prompt)]\n",
        "test_a_question_is_encoded_alone",
    ),
    Break(
        7,
        "passages of one score come in the order of one ranking",
        "answering/retrieval.py",
        "scored.sort(key=lambda pair: (-pair[0], pair[1].id))",
        "scored.sort(key=lambda pair: -pair[0])",
        "test_passages_of_one_score_are_ordered_by_id",
    ),
    Break(
        7,
        "sentences of one score come in the order of their passages",
        _SELECTION,
        "-it.score, it.document.id, it.start)",
        "-it.score)",
        "test_sentences_of_one_score_are_ordered_by_document_and_place",
    ),
    Break(
        7,
        "what is related comes in the order of a set",
        _CITING,
        "    return tuple(nearest.values())[:most]\n",
        "    return tuple(set(nearest.values()))[:most]\n",
        "test_the_order_of_hashes_does_not_show",
    ),
    Break(
        7,
        "an answer does not name its index",
        _ASSISTANT,
        "            index_id=considered.generation.index_id,\n",
        '            index_id="live",\n',
        "test_each_answer_names_its_index",
    ),
    Break(
        8,
        "the packaged model is asked for at its hub",
        "index/embedding.py",
        '    if name.removeprefix("sentence-transformers/") == PACKAGED:\n',
        "    if not name:\n",
        "test_indexing_asking_and_serving_reach_for_no_network",
    ),
    Break(
        8,
        "loading looks whether there is a newer version",
        _ASSISTANT,
        "    embedder = embedder or load_embedder(config.embedding_model)\n",
        "    embedder = embedder or load_embedder(config.embedding_model)\n"
        "    import contextlib, urllib.request\n"
        "    with contextlib.suppress(OSError):\n"
        '        urllib.request.urlopen("http://example.org/newest", timeout=1)\n',
        "test_indexing_asking_and_serving_reach_for_no_network",
    ),
    Break(
        8,
        "an answer over HTTP is reported to somebody",
        "server/service.py",
        "        return await run_sync(partial(call, *arguments), limiter=self._slots)\n",
        "        import contextlib, socket\n"
        "        with contextlib.suppress(OSError):\n"
        '            socket.getaddrinfo("example.org", 80)\n'
        "        return await run_sync(partial(call, *arguments), limiter=self._slots)\n",
        "test_indexing_asking_and_serving_reach_for_no_network",
    ),
)
