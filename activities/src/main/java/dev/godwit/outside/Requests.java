package dev.godwit.outside;

import dev.godwit.outside.Call.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends HTTP requests. Good is any answer from 200 to 299. Thread-safe. */
final class Requests {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /** GET without a body, POST with one. @param headers beside those of the call */
    Result send(Http call, @Nullable String json, Map<String, String> headers) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(call.url())).timeout(call.timeout());
            if (json != null) {
                request.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json));
            }
            headers.forEach(request::header);
            call.headers().forEach(request::setHeader);
            int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
            return new Result(status / 100 == 2, "status " + status);
        } catch (IOException unreachable) {
            return new Result(
                    false, "not reached (%s)".formatted(unreachable.getClass().getSimpleName()));
        } catch (IllegalArgumentException unusable) {
            return new Result(false, "its URL or a header cannot be used");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Result(false, "interrupted");
        }
    }
}
