"""Conversations that outlive the server: kept, judged by thumbs, exported."""
