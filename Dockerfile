# One of Kontor's services, named by SERVICE. The jars are built before, by `mvn package`: a build
# inside the image would fetch all dependencies again, for each of the four.

FROM eclipse-temurin:25-jre AS extracted
ARG SERVICE
COPY ${SERVICE}/target/${SERVICE}-exec.jar /service.jar
RUN java -Djarmode=tools -jar /service.jar extract --destination /service

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin kontor
COPY infra/docker/is-ready /usr/local/bin/is-ready
# The libraries change seldom, so they are a layer of their own.
COPY --from=extracted /service/lib /service/lib
COPY --from=extracted /service/service.jar /service/service.jar
USER kontor
WORKDIR /tmp
# Memory in proportion to the container's limit. A service that has run out of it restarts clean.
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError"
ENTRYPOINT ["java", "-jar", "/service/service.jar"]
