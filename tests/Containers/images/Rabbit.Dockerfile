# Debian's RabbitMQ, taking the settings of the official image that the deploy files and tests use.
FROM localhost/dsr-local/debian
RUN apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends rabbitmq-server \
 && mkdir -p /etc/rabbitmq/conf.d && chown rabbitmq: /etc/rabbitmq/conf.d && rm -rf /var/lib/apt/lists/*
COPY rabbit-entry /usr/local/bin/
VOLUME /var/lib/rabbitmq
EXPOSE 5672
USER rabbitmq
ENTRYPOINT ["rabbit-entry"]
