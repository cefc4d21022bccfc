"""Fine-tuning of the network: fits, weight averaging and distillation."""
