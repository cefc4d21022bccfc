"""The pooled state of a sentence, and the loss of a head."""

import torch
from torch import Tensor
from torch.nn import functional


def mean_state(hidden: Tensor, attention_mask: Tensor) -> Tensor:
    """Return the mean over tokens, special tokens excluded. (batch, tokens, width) -> (batch, width)."""
    after = functional.pad(attention_mask[:, 1:], (0, 1))
    content = attention_mask * after  # without the special token at the end, the last before the padding
    content = torch.cat((torch.zeros_like(content[:, :1]), content[:, 1:]), dim=1)  # without the one at the start
    weights = content.to(hidden.dtype).unsqueeze(-1)  # (batch, tokens, 1)
    return (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)


def label_loss(logits: Tensor, labels: Tensor, temperatures: Tensor | None) -> Tensor:
    """Return the mean cross-entropy over rows with a label, zero without any.

    At a temperature the gradient shrinks by its square, which a factor makes
    up for (Hinton et al., 2015).
    """
    scale = torch.ones(len(logits), device=logits.device) if temperatures is None else temperatures
    scale = scale.reshape(-1, *[1] * (logits.ndim - 1))
    total = -(scale**2 * labels * functional.log_softmax(logits.float() / scale, dim=-1)).sum()
    return total / labels.any(-1).sum().clamp(min=1)
