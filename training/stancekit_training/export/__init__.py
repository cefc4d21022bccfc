"""From a PyTorch network to a model folder with an ONNX graph."""
