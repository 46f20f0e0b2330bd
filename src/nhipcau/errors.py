"""The errors of ours, each one sentence that says what is wrong and what to do next.

    NhipcauError
    ├── ConfigError                 a setting is wrong
    ├── GlossaryError               the glossary cannot be read, or a term of it is wrong
    ├── CorpusError                 the corpus folder as a whole cannot be used
    │   ├── DocumentError           one file of it cannot be read as a document
    │   ├── RemovalGuardError       more than half of the documents would vanish
    │   └── DocumentNotFoundError   there is no document of this id
    ├── EmbeddingError              the embedding model cannot be found, loaded or run
    ├── GenerationError             the index folder cannot be used
    │   ├── IndexMissingError       there is no generation yet
    │   ├── IndexUnreadableError    this user may not read the index folder
    │   ├── IndexDamagedError       no generation passes its checks
    │   ├── IndexMismatchError      the generation was built by another model or format
    │   ├── IndexLockedError        another process is writing
    │   └── IndexWriteError         the disk is full, read-only or failing
    ├── QuestionError               the question or a condition of it cannot be used
    │   └── NoLanguageModelError    `generated` was asked for and no language model is configured
    └── EvaluationError             a questions file is wrong, or the server it asks does not answer

Foreign errors (OSError, sqlite3.Error, tantivy's ValueError, FAISS's RuntimeError, a model's and httpx's errors) are
translated where they come in: `config`, `glossary`, `documents` (reading, front matter, characters), `index.embedding`,
`index.generation` (reading), `index.folder.writing`, `evaluation` (questions, over_http) and `server.app`.
"""

from __future__ import annotations


class NhipcauError(Exception):
    """Root of the tree. `code` is stable and goes to clients; `retryable` says whether waiting can help."""

    code = "error"
    retryable = False


class ConfigError(NhipcauError):
    code = "config_invalid"


class GlossaryError(NhipcauError):
    code = "glossary_invalid"


class CorpusError(NhipcauError):
    code = "corpus_invalid"


class DocumentError(CorpusError):
    code = "document_invalid"


class RemovalGuardError(CorpusError):
    code = "removal_guard"


class DocumentNotFoundError(CorpusError):
    code = "document_not_found"


class EmbeddingError(NhipcauError):
    code = "embedding_failed"


class GenerationError(NhipcauError):
    code = "index_invalid"


class IndexMissingError(GenerationError):
    code = "index_missing"


class IndexUnreadableError(GenerationError):
    code = "index_unreadable"


class IndexDamagedError(GenerationError):
    code = "index_damaged"


class IndexMismatchError(GenerationError):
    code = "index_mismatch"


class IndexLockedError(GenerationError):
    code = "index_locked"
    retryable = True


class IndexWriteError(GenerationError):
    code = "index_write_failed"
    retryable = True


class QuestionError(NhipcauError):
    """`param` names the field that is wrong."""

    code = "question_invalid"

    def __init__(self, message: str, param: str | None = None) -> None:
        super().__init__(message)
        self.param = param


class NoLanguageModelError(QuestionError):
    code = "no_language_model"


class EvaluationError(NhipcauError):
    code = "evaluation_invalid"
