"""A page to try stancekit in, and a JSON API: an ASGI application on Starlette, run by uvicorn.

Starlette rather than FastAPI: requests are small and few, so that pydantic
models and a table of paths describe them, and FastAPI would add a telemetry
package and pages that load scripts from elsewhere.
"""
