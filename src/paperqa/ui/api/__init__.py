"""What programs may call, over Gradio's API and as tools of agents."""
