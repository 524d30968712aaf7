package io.headjack.internal.catalog;

import io.headjack.SessionId;
import io.headjack.SessionName;
import io.headjack.SessionType;
import io.headjack.internal.json.Fields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A session as it is recorded.
 *
 * @param id its id
 * @param name its name
 * @param type its type
 * @param command the program and its arguments, without a prompt
 * @param createdAt when it was started
 * @param lastUsedAt when somebody last attached or typed
 * @param lost whether its terminal is known to have ended without leaving an exit code
 * @param unknown fields of another version, kept as they are
 */
public record SessionRecord(
        SessionId id,
        SessionName name,
        SessionType type,
        List<String> command,
        Instant createdAt,
        Instant lastUsedAt,
        boolean lost,
        Map<String, Object> unknown) {
    public SessionRecord {
        command = List.copyOf(command);
    }

    /** A session that is being started. */
    public SessionRecord(SessionId id, SessionName name, SessionType type, List<String> command, Instant now) {
        this(id, name, type, command, now, now, false, Map.of());
    }

    public SessionRecord usedAt(Instant when) {
        return new SessionRecord(id, name, type, command, createdAt, when, lost, unknown);
    }

    public SessionRecord named(SessionName other) {
        return new SessionRecord(id, other, type, command, createdAt, lastUsedAt, lost, unknown);
    }

    /** The same session, with its loss on record. */
    public SessionRecord asLost() {
        return new SessionRecord(id, name, type, command, createdAt, lastUsedAt, true, unknown);
    }

    static SessionRecord read(Object document) {
        Fields fields = new Fields("session", document);
        return new SessionRecord(
                new SessionId(fields.text("id")),
                new SessionName(fields.text("name")),
                new SessionType(fields.text("type")),
                fields.texts("command"),
                Instant.parse(fields.text("createdAt")),
                Instant.parse(fields.text("lastUsedAt")),
                fields.flag("lost", false),
                fields.rest());
    }

    Map<String, Object> write() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", id.value());
        out.put("name", name.value());
        out.put("type", type.value());
        out.put("command", command);
        out.put("createdAt", createdAt.toString());
        out.put("lastUsedAt", lastUsedAt.toString());
        if (lost) {
            out.put("lost", true);
        }
        out.putAll(unknown);
        return out;
    }
}
