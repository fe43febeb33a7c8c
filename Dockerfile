# Butaca in a container: docker build -t butaca . && docker run -p 8080:8080 butaca
# docs/container.md tells of volumes, your own tables, and machines without a Docker engine.

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The secret is for networks with a certificate of their own: --secret id=ca,src=<file>. Without it nothing changes.
RUN --mount=type=secret,id=ca,target=/run/ca.pem \
    NODE_EXTRA_CA_CERTS=/run/ca.pem npm ci --omit=dev --ignore-scripts --no-update-notifier

FROM dependencies AS build
RUN --mount=type=secret,id=ca,target=/run/ca.pem \
    NODE_EXTRA_CA_CERTS=/run/ca.pem npm ci --ignore-scripts --no-update-notifier
COPY tsconfig.json ./
COPY scripts/build-kernels.ts scripts/build-web.ts scripts/
COPY src/kernels src/kernels
COPY src/api/contract src/api/contract
COPY web web
ARG COMMIT=""
RUN node scripts/build-kernels.ts && node scripts/build-web.ts && printf '%s' "$COMMIT" > build/commit.txt

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=8080 \
    BUTACA_HOME=/var/lib/butaca \
    BUTACA_SOURCES=/data
WORKDIR /app
# The workspace belongs to the unprivileged user; the tables in /data are only read.
RUN install -d -o 1000 -g 1000 /var/lib/butaca && install -d /data
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/build build
COPY package.json README* LICENSE* NOTICE* ./
COPY bin bin
COPY config config
COPY data/sample data/sample
COPY src src
# Compiled code is kept for the next start.
RUN install -d -o 1000 -g 1000 build/compile-cache
USER 1000:1000
VOLUME /var/lib/butaca
EXPOSE 8080
# The first start imports and trains before it is ready.
HEALTHCHECK --interval=10s --timeout=5s --start-period=180s --retries=3 CMD ["node", "bin/healthcheck.js"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "bin/butaca.js"]
CMD ["start"]
