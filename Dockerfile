# syntax=docker/dockerfile:1
# docker build -t theta-router .    The image serves; `docker run theta-router worker` and every other command of `theta` work too.
ARG NODE=20-bookworm-slim

FROM node:${NODE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
# Without scripts: native parts bring prebuilt binaries, and the sources are not here yet.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json ./
COPY scripts scripts
COPY src src
COPY web web
COPY schema.graphql ./
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:${NODE}
ENV NODE_ENV=production \
    THETA_HOST=0.0.0.0 \
    THETA_DATA=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/web/dist web/dist
COPY package.json schema.graphql LICENSE README.md CHANGELOG.md ./
COPY migrations migrations
COPY models models
COPY docs docs
USER node
VOLUME /data
EXPOSE 4400
# No curl in the image. A worker serves nothing: run it with --no-healthcheck.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4400}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/theta.js"]
CMD ["serve"]
