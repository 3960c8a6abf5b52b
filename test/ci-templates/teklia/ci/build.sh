#!/bin/sh -e
if [ -z "$VERSION" ] || [ -z "$CI_PROJECT_DIR" ] || [ -z "$CI_REGISTRY_IMAGE" ]; then
  echo Missing environment variables
  exit 1
fi
IMAGE_TAG="$CI_REGISTRY_IMAGE:$VERSION"
docker build "$CI_PROJECT_DIR" -t "$IMAGE_TAG"
if [ -n "$CI_REGISTRY" ] && [ -n "$CI_REGISTRY_USER" ] && [ -n "$CI_REGISTRY_PASSWORD" ]; then
  echo "$CI_REGISTRY_PASSWORD" | docker login -u "$CI_REGISTRY_USER" --password-stdin "$CI_REGISTRY"
  docker push "$IMAGE_TAG"
fi
