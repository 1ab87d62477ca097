# One image per process: docker build --build-arg APP=gateway .
FROM node:24-bookworm-slim AS build
WORKDIR /holdfast
COPY . .
RUN npm ci --ignore-scripts && npm run build && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:24-bookworm-slim
ARG APP
ENV NODE_ENV=production HOLDFAST_HOME=/var/lib/holdfast HOLDFAST_HOST=0.0.0.0 APP=${APP}
WORKDIR /holdfast
COPY --from=build /holdfast/package.json /holdfast/nest-cli.json ./
COPY --from=build /holdfast/node_modules node_modules
COPY --from=build /holdfast/dist dist
COPY --from=build /holdfast/docs/reference docs/reference
RUN mkdir -p /var/lib/holdfast && chown node:node /var/lib/holdfast
USER node
ENTRYPOINT ["sh", "-c", "exec node dist/apps/${APP}/src/main.js \"$@\"", "holdfast"]
