"""What the corpus covers: the tables of docs/corpus.md, counted in sources.

python bench/coverage.py
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ours import CORPUS

from nhipcau.documents.reading import read_corpus
from nhipcau.glossary import load_glossary


def table(title: str, counts: Iterable[tuple[str, int]]) -> None:
    """Print counts as a Markdown table."""
    print(f"\n| {title} | sources |\n|---|---|")
    for name, count in counts:
        print(f"| {name} | {count} |")


def main() -> None:
    """Print how much there is, by year, topic, publisher and language, and what the glossary holds."""
    documents = read_corpus(CORPUS, max_bytes=5_000_000)[0]
    sources = [it for it in documents if it.language == "en"]
    words = {
        language: sum(len(it.text.split()) for it in documents if it.language == language)
        for language in ("en", "vi")
    }
    stories = Counter(it.story for it in sources if it.story)
    print(
        f"{len(documents)} briefs of {len(sources)} sources; {words['en']} words English, {words['vi']} Vietnamese"
    )
    print(f"{len(stories)} stories that {sum(stories.values())} sources report")
    table(
        "year",
        sorted(
            Counter((it.published or "undated")[: 7 if it.published is None else 4] for it in sources).items()
        ),
    )
    table("topic", Counter(topic for it in sources for topic in it.topics).most_common())
    table("language of the source", Counter(it.source_language for it in sources).most_common())
    table(
        "publisher (five sources and more)",
        (
            pair
            for pair in Counter(it.publisher or "not known" for it in sources).most_common()
            if pair[1] >= 5
        ),
    )
    table("title of the English brief", Counter(it.title_from for it in sources).most_common())
    table(
        "kind of glossary term",
        Counter(it.kind for it in load_glossary(CORPUS / "_glossary.yaml").terms).most_common(),
    )


if __name__ == "__main__":
    main()
