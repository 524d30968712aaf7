package io.headjack.examples.hjk;

import io.headjack.FileChange;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceState;
import io.headjack.Posture;
import io.headjack.Session;
import io.headjack.SessionActivity;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import io.headjack.WorktreeStatus;
import io.headjack.error.HeadjackException;
import io.headjack.error.OperationFailedException;
import io.headjack.error.RuntimeUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(description = "Show everything that is known about an instance or a session.")
final class StatusVerb extends Verb {
    @Parameters(index = "0", paramLabel = "BRANCH", description = "The instance's branch.")
    private String branch = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "SESSION", description = "The session's name or id.")
    private @Nullable String session;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    StatusVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        Map<String, Object> facts = session == null
                ? instanceFacts(instance(headjack, branch))
                : sessionFacts(session(headjack, branch, session));
        console().line(json ? Json.write(facts) : asText(facts));
        return ExitCode.DONE;
    }

    private Map<String, Object> instanceFacts(Instance instance) {
        Map<String, Object> facts = Json.of(instance.info());
        if (InstanceState.RUNNING.name().equals(facts.get("state"))) {
            addWork(instance, facts);
        }
        facts.put("diskUse", Json.of(instance.diskUse()));
        addPosture(instance, facts);
        facts.put(
                "sessionList", instance.sessions().list().stream().map(Json::of).toList());
        return facts;
    }

    /** An engine that cannot be asked, or a container that is gone, is what the state says already. */
    private void addPosture(Instance instance, Map<String, Object> facts) {
        try {
            Posture posture = instance.posture();
            facts.put("posture", json ? Json.of(posture) : posture.lines());
        } catch (RuntimeUnavailableException | OperationFailedException e) {
            return;
        }
    }

    /** What git inside cannot say must not hide the rest. */
    private static void addWork(Instance instance, Map<String, Object> facts) {
        try {
            WorktreeStatus status = instance.git().status();
            facts.put("checkedOut", status.branch());
            facts.put("head", status.head());
            facts.put(
                    "changes", status.changes().stream().map(StatusVerb::asText).toList());
        } catch (HeadjackException e) {
            facts.put("gitProblem", String.valueOf(e.getMessage()));
        }
    }

    private static String asText(FileChange change) {
        return change.kind() + " " + change.path();
    }

    private static Map<String, Object> sessionFacts(Session session) {
        SessionInfo info = session.info();
        Map<String, Object> facts = Json.of(info);
        facts.put("log", session.log().file().toString());
        facts.put("logBytes", session.log().size());
        if (info.state() == SessionState.RUNNING) {
            SessionActivity activity = session.activity();
            facts.put("activitySince", activity.since().toString());
            facts.put("evidence", activity.evidence());
            activity.question().ifPresent(question -> facts.put("question", question));
            facts.put("screen", session.screen().lines());
        }
        return facts;
    }

    private static String asText(Map<?, ?> facts) {
        List<String> lines = new ArrayList<>();
        facts.forEach((name, value) -> {
            if (value instanceof List<?> values) {
                lines.add(name + ":");
                values.forEach(entry -> lines.add("  " + entryText(entry)));
            } else if (value instanceof Map<?, ?> parts) {
                lines.add(name + ":");
                parts.forEach((part, amount) -> lines.add("  " + part + ": " + amount));
            } else {
                lines.add(name + ": " + Sanitizer.name(String.valueOf(value)));
            }
        });
        return String.join("\n", lines);
    }

    private static String entryText(Object entry) {
        if (entry instanceof Map<?, ?> session) {
            return Sanitizer.name(session.get("name") + " " + session.get("type") + " " + session.get("state"));
        }
        return Sanitizer.name(String.valueOf(entry));
    }
}
