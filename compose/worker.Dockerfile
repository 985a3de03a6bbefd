ARG JRE_IMAGE=eclipse-temurin:25-jre
FROM ${JRE_IMAGE}
COPY worker/target/godwit-worker.jar /opt/godwit/godwit-worker.jar
USER 10001:10001
ENV HOME=/tmp
HEALTHCHECK --interval=3s --timeout=3s --start-period=60s --retries=20 CMD [ "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8085 && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]" ]
ENTRYPOINT [ "java", "-XX:MaxRAMPercentage=75", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "/opt/godwit/godwit-worker.jar" ]
