# The page and the JSON API of `stancekit serve`:
#   docker build -t stancekit .
#   docker run --rm --read-only --tmpfs /tmp -p 127.0.0.1:8000:8000 stancekit
# Comparisons of tables need the extra `report`, some 500 MB: --build-arg EXTRAS=serve,office,report

FROM python:3.12-slim AS build
ARG EXTRAS=serve,office
WORKDIR /source
COPY . .
RUN python -m venv /opt/stancekit \
    && /opt/stancekit/bin/pip install --no-cache-dir ".[${EXTRAS}]" -c constraints.txt \
    && /opt/stancekit/bin/pip uninstall --yes pip

FROM python:3.12-slim
COPY --from=build /opt/stancekit /opt/stancekit
ENV PATH=/opt/stancekit/bin:$PATH PYTHONUNBUFFERED=1
USER 10001:10001
WORKDIR /tmp
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-I", "-c", "from http.client import HTTPConnection as C; c = C('127.0.0.1', 8000, timeout=4); \
c.request('GET', '/health'); raise SystemExit(c.getresponse().status != 200)"]
ENTRYPOINT ["stancekit", "serve", "--host", "0.0.0.0"]
