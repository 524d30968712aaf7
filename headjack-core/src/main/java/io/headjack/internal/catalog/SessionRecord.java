package io.headjack.internal.catalog;

import io.headjack.SessionId;
import io.headjack.SessionName;
import io.headjack.SessionType;
import io.headjack.internal.json.Fields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session as it is recorded.
 *
 * @param id its id
 * @param name its name
 * @param type its type
 * @param command the program and its arguments, without a prompt
 * @param spec what else was asked for
 * @param run how many times it was started
 * @param startingAgain since when it is being started again, or null
 * @param createdAt when it was first started
 * @param lastUsedAt when somebody last attached or typed
 * @param lost whether its terminal is known to have ended without leaving an exit code
 * @param unknown fields of another version, kept as they are
 */
public record SessionRecord(
        SessionId id,
        SessionName name,
        SessionType type,
        List<String> command,
        SessionSpec spec,
        int run,
        @Nullable Instant startingAgain,
        Instant createdAt,
        Instant lastUsedAt,
        boolean lost,
        Map<String, Object> unknown) {
    public SessionRecord {
        command = List.copyOf(command);
    }

    /** A session that is being started. */
    public SessionRecord(
            SessionId id, SessionName name, SessionType type, List<String> command, SessionSpec spec, Instant now) {
        this(id, name, type, command, spec, 1, null, now, now, false, Map.of());
    }

    public SessionRecord usedAt(Instant when) {
        return copy(run, startingAgain, when, lost);
    }

    public SessionRecord named(SessionName other) {
        return new SessionRecord(
                id, other, type, command, spec, run, startingAgain, createdAt, lastUsedAt, lost, unknown);
    }

    /** The same session, with its loss on record. */
    public SessionRecord asLost() {
        return copy(run, startingAgain, lastUsedAt, true);
    }

    /** The same session, which somebody is about to start again. */
    public SessionRecord startingAgain(Instant now) {
        return copy(run + 1, now, now, false);
    }

    /** The same session, with its terminal up again. */
    public SessionRecord started() {
        return copy(run, null, lastUsedAt, lost);
    }

    private SessionRecord copy(int runs, @Nullable Instant starting, Instant used, boolean gone) {
        return new SessionRecord(id, name, type, command, spec, runs, starting, createdAt, used, gone, unknown);
    }

    static SessionRecord read(Object document) {
        Fields fields = new Fields("session", document);
        return new SessionRecord(
                new SessionId(fields.text("id")),
                new SessionName(fields.text("name")),
                new SessionType(fields.text("type")),
                fields.texts("command"),
                SessionSpec.read(new Fields("session.spec", fields.map("spec"))),
                (int) fields.number("run", 1),
                fields.optionalText("startingAgain").map(Instant::parse).orElse(null),
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
        Map<String, Object> asked = spec.write();
        if (!asked.isEmpty()) {
            out.put("spec", asked);
        }
        if (run > 1) {
            out.put("run", run);
        }
        if (startingAgain != null) {
            out.put("startingAgain", startingAgain.toString());
        }
        out.put("createdAt", createdAt.toString());
        out.put("lastUsedAt", lastUsedAt.toString());
        if (lost) {
            out.put("lost", true);
        }
        out.putAll(unknown);
        return out;
    }
}
