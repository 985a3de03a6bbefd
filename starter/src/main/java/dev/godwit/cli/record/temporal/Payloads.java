package dev.godwit.cli.record.temporal;

import dev.godwit.workflow.message.Reply;
import dev.godwit.workflow.message.ThrottleCommand;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.sdk.v1.UserMetadata;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is inside payloads. What cannot be read, for lack of a key perhaps, is left out. */
final class Payloads {

    private final DataConverter converter;

    Payloads(DataConverter converter) {
        this.converter = converter;
    }

    /** The summary of an activity or timer; empty when it has none. */
    String summary(UserMetadata metadata) {
        return metadata.hasSummary() ? word(metadata.getSummary()) : "";
    }

    /** A search attribute's value; they are never encrypted. */
    String word(Payload payload) {
        try {
            String word = converter.fromPayload(payload, String.class, String.class);
            return word == null ? "" : word;
        } catch (DataConverterException unreadable) {
            return "";
        }
    }

    /** What a person asked; the widest of all commands, so it reads every one of them. */
    Optional<ThrottleCommand> command(io.temporal.api.common.v1.Payloads arguments) {
        return read(arguments, ThrottleCommand.class);
    }

    /** What a person was answered. */
    Optional<Reply> reply(io.temporal.api.common.v1.Payloads result) {
        return read(result, Reply.class);
    }

    private <T> Optional<T> read(io.temporal.api.common.v1.Payloads payloads, Class<T> type) {
        try {
            @Nullable T value = converter.fromPayloads(0, Optional.of(payloads), type, type);
            return Optional.ofNullable(value);
        } catch (DataConverterException unreadable) {
            return Optional.empty();
        }
    }
}
