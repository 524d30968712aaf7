package io.headjack.examples.hjk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headjack.DiskUse;
import io.headjack.ExitStatus;
import io.headjack.Finding;
import io.headjack.InstanceInfo;
import io.headjack.Repair;
import io.headjack.SessionInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What {@code --json} prints. Field names are part of the contract; what is not known is left out. */
final class Json {
    private Json() {}

    /** Escapes all but ASCII, so that nothing in it reaches a terminal as a control character. */
    static String write(Object value) {
        ObjectWriter writer = JsonMapper.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build()
                .writerWithDefaultPrettyPrinter();
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write JSON", e);
        }
    }

    static Map<String, Object> of(InstanceInfo instance) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", instance.id().value());
        fields.put("repository", instance.repository().toString());
        fields.put("branch", instance.branch().value());
        fields.put("state", instance.state().name());
        instance.problem().ifPresent(problem -> fields.put("problem", problem));
        fields.put("worktree", instance.worktree().toString());
        fields.put("runtime", instance.runtime());
        fields.put("image", instance.image());
        fields.put("container", instance.container());
        fields.put("sessions", instance.sessions());
        fields.put("createdAt", instance.createdAt().toString());
        fields.put("lastUsedAt", instance.lastUsedAt().toString());
        fields.put("asOf", instance.asOf().toString());
        return fields;
    }

    static Map<String, Object> of(DiskUse use) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("worktree", use.worktree());
        fields.put("privateGit", use.privateGit());
        fields.put("logs", use.logs());
        return fields;
    }

    static Map<String, Object> of(Finding finding, Optional<String> branch, Optional<Repair> repair) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("drift", finding.drift().name());
        finding.instance().ifPresent(instance -> fields.put("instance", instance.value()));
        branch.ifPresent(name -> fields.put("branch", name));
        fields.put("subject", finding.subject());
        fields.put("evidence", finding.evidence());
        finding.action().ifPresent(action -> fields.put("action", action));
        fields.put("risk", finding.risk().name());
        repair.ifPresent(done -> {
            fields.put("outcome", done.outcome().name());
            done.detail().ifPresent(detail -> fields.put("detail", detail));
        });
        return fields;
    }

    static Map<String, Object> of(SessionInfo session) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", session.id().value());
        fields.put("instance", session.instance().value());
        fields.put("branch", session.branch().value());
        fields.put("name", session.name().value());
        fields.put("type", session.type().value());
        fields.put("command", session.command());
        fields.put("state", session.state().name());
        session.exit().map(ExitStatus::code).ifPresent(code -> fields.put("exitCode", code));
        fields.put("activity", session.activity().name());
        fields.put("attached", session.attached());
        fields.put("createdAt", session.createdAt().toString());
        fields.put("lastUsedAt", session.lastUsedAt().toString());
        fields.put("asOf", session.asOf().toString());
        return fields;
    }
}
