package io.headjack.examples.hjk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headjack.AgentInfo;
import io.headjack.CredentialStatus;
import io.headjack.DiskUse;
import io.headjack.ExitStatus;
import io.headjack.Finding;
import io.headjack.HeadjackEvent;
import io.headjack.HeadjackEvent.ActivityChanged;
import io.headjack.HeadjackEvent.InstanceDrifted;
import io.headjack.HeadjackEvent.OfSession;
import io.headjack.HeadjackEvent.OutputSeen;
import io.headjack.HeadjackEvent.SessionExited;
import io.headjack.HeadjackEvent.SessionRenamed;
import io.headjack.InstanceInfo;
import io.headjack.Posture;
import io.headjack.Repair;
import io.headjack.SessionActivity;
import io.headjack.SessionInfo;
import io.headjack.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What {@code --json} prints. Field names are part of the contract; what is not known is left out. */
final class Json {
    private Json() {}

    /** Escapes all but ASCII, so that nothing in it reaches a terminal as a control character. */
    static String write(Object value) {
        return write(mapper().writerWithDefaultPrettyPrinter(), value);
    }

    /** As {@link #write}, on one line. */
    static String line(Object value) {
        return write(mapper().writer(), value);
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    }

    private static String write(ObjectWriter writer, Object value) {
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

    static Map<String, Object> of(Posture posture) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("isolated", posture.isolated());
        fields.put("engine", posture.engine());
        fields.put("engineReachable", posture.engineReachable());
        fields.put("user", posture.user());
        fields.put("files", posture.files().stream().map(Json::of).toList());
        fields.put("network", posture.network());
        fields.put("ports", posture.ports());
        fields.put("devices", posture.devices());
        fields.put("capabilities", posture.capabilities().stream().sorted().toList());
        fields.put("newPrivileges", posture.newPrivileges());
        fields.put("hostNamespaces", posture.hostNamespaces());
        fields.put("git", posture.git().name());
        fields.put("secrets", posture.secrets());
        fields.put("limits", posture.limits().stream().map(Json::of).toList());
        return fields;
    }

    private static Map<String, Object> of(Posture.File file) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("path", file.path());
        fields.put("source", file.source());
        fields.put("writable", file.writable());
        return fields;
    }

    private static Map<String, Object> of(Posture.Limit limit) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", limit.name());
        fields.put("most", limit.most());
        fields.put("enforced", limit.enforced());
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

    static Map<String, Object> of(AgentInfo agent) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", agent.id());
        fields.put("command", agent.command());
        fields.put("readiness", agent.readiness().name());
        fields.put("reason", agent.reason());
        agent.image().ifPresent(image -> fields.put("image", image));
        agent.installed().ifPresent(installed -> fields.put("installed", installed));
        fields.put("permissions", new TreeSet<>(agent.permissions()));
        fields.put("choosesModel", agent.choosesModel());
        fields.put("headless", agent.headless());
        fields.put("autoAttach", agent.autoAttach());
        fields.put("tags", agent.tags());
        return fields;
    }

    static Map<String, Object> of(Setting setting) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", setting.key());
        setting.value().ifPresent(value -> fields.put("value", value));
        fields.put("source", setting.source());
        return fields;
    }

    static Map<String, Object> of(CredentialStatus credential) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("agent", credential.agent());
        fields.put("usable", credential.isUsable());
        credential.kind().ifPresent(kind -> fields.put("kind", kind.name()));
        credential.source().ifPresent(source -> fields.put("source", source));
        credential.expiresAt().ifPresent(end -> fields.put("expiresAt", end.toString()));
        credential.problem().ifPresent(problem -> fields.put("problem", problem));
        return fields;
    }

    static Map<String, Object> of(HeadjackEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("event", event.getClass().getSimpleName());
        fields.put("at", event.at().toString());
        fields.put("instance", event.instance().value());
        if (event instanceof OfSession ofSession) {
            fields.put("session", ofSession.session().value());
        }
        if (event instanceof SessionExited exited) {
            fields.put("exitCode", exited.exit().code());
        } else if (event instanceof OutputSeen output) {
            fields.put("logBytes", output.logSize());
        } else if (event instanceof SessionRenamed renamed) {
            fields.put("name", renamed.name().value());
        } else if (event instanceof InstanceDrifted drifted) {
            fields.put("problem", drifted.problem());
        } else if (event instanceof ActivityChanged changed) {
            SessionActivity now = changed.activity();
            fields.put("activity", now.activity().name());
            fields.put("activitySince", now.since().toString());
            fields.put("evidence", now.evidence());
            now.question().ifPresent(question -> fields.put("question", question));
        }
        return fields;
    }
}
