package io.headjack.internal.core;

import io.headjack.ExecResult;
import io.headjack.HeadlessResult;
import io.headjack.InstanceId;
import io.headjack.SessionName;
import io.headjack.error.AgentFailedException;
import io.headjack.error.HeadjackException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.agent.HeadlessReading;
import io.headjack.internal.catalog.SessionRecord;
import io.headjack.internal.instance.World;
import io.headjack.internal.screen.PlainText;
import io.headjack.spi.AgentProfile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Has an agent do one task without a terminal, and reads what it prints. */
final class HeadlessRun {
    /** What is read takes many times that while it is. */
    private static final int LONGEST_OUTPUT = 16 << 20;

    private static final int TOLD = 500;
    private static final String READING_SECRETS = ". \"$1/begin\" && shift && exec \"$@\"";

    private final Context context;
    private final InstanceId instance;
    private final SessionPlan plan;
    private final Duration timeout;

    HeadlessRun(Context context, InstanceId instance, SessionPlan plan, Duration timeout) {
        this.context = context;
        this.instance = instance;
        this.plan = plan;
        this.timeout = timeout;
    }

    HeadlessResult run() {
        AgentProfile agent = agent(plan.agent());
        World world = context.running(instance);
        SecretGrant grant = context.credentials().grant(plan.type(), plan.environment(), world.isolated());
        new AgentFiles(context, world, agent).complete(grant.settings());
        if (!PromptFile.isNeededFor(plan.prompt())) {
            return run(world, agent, grant, plan.prompt());
        }
        PromptFile file = new PromptFile(context, world, SessionStart.freshId());
        String told = file.write(plan.prompt());
        HeadlessResult result;
        try {
            result = run(world, agent, grant, told);
        } catch (HeadjackException e) {
            file.delete(e);
            throw e;
        }
        file.delete();
        return result;
    }

    private AgentProfile agent(@Nullable AgentProfile agent) {
        if (agent == null) {
            throw new UnsupportedException("a " + plan.type() + " has no result; ask for an agent, or use exec()");
        }
        if (!agent.headless().isKnown()) {
            throw new UnsupportedException(
                    agent.id() + " is not known to work without a terminal; start() it, or configure" + " agents."
                            + agent.id() + ".headlessArguments");
        }
        if (plan.prompt().isEmpty()) {
            throw new InvalidRequestException(agent.id() + " needs a prompt to work without a terminal; give it one");
        }
        return agent;
    }

    private HeadlessResult run(World world, AgentProfile agent, SecretGrant grant, String told) {
        ExecResult result = withSecrets(world, grant, plan.headlessWords(agent.headless(), told));
        if (result.stdout().length() > LONGEST_OUTPUT) {
            throw new AgentFailedException(
                    agent.id() + " printed more than " + LONGEST_OUTPUT + " characters, which are not read;"
                            + " its exit code was " + result.exit() + "; give it a smaller task, or start() it",
                    result.exit());
        }
        return new HeadlessReading(agent.headless())
                .read(result.stdout(), result.exit())
                .orElseThrow(() -> noAnswer(world, agent, result));
    }

    /** Runs it with what nobody else may see, which is put there as for a session and taken away again. */
    private ExecResult withSecrets(World world, SecretGrant grant, List<String> words) {
        if (grant.isEmpty()) {
            return exec(world, words);
        }
        SessionSecrets secrets = new SessionSecrets(context, world, unrecorded());
        List<String> all =
                new ArrayList<>(List.of("sh", "-c", READING_SECRETS, "headjack-headless", secrets.put(grant)));
        all.addAll(words);
        ExecResult result;
        try {
            result = exec(world, all);
        } catch (HeadjackException e) {
            secrets.drop(e);
            throw e;
        }
        secrets.drop();
        return result;
    }

    /** Secrets belong to a session; nobody else sees this one. */
    private SessionRecord unrecorded() {
        return new SessionRecord(
                SessionStart.freshId(),
                new SessionName("headless"),
                plan.type(),
                plan.recorded(),
                plan.spec(),
                context.parts().clock().instant());
    }

    private ExecResult exec(World world, List<String> words) {
        ExecPlan exec = ExecPlan.of(words).environment(plan.environment()).timeout(timeout);
        return new ExecRun(context, world, plan.directory() == null ? exec : exec.directory(plan.directory())).run();
    }

    private static AgentFailedException noAnswer(World world, AgentProfile agent, ExecResult result) {
        List<String> lines = new ArrayList<>();
        PlainText plain = PlainText.whole(lines::add);
        byte[] bytes = (result.stderr().isBlank() ? result.stdout() : result.stderr()).getBytes(StandardCharsets.UTF_8);
        plain.accept(bytes, 0, bytes.length);
        plain.end();
        String words = String.join(" ", lines).strip();
        String last = words.substring(Math.max(0, words.length() - TOLD));
        return new AgentFailedException(
                String.format(
                        Locale.ROOT,
                        "%s on branch \"%s\" ended with exit code %s and without an answer%s; correct what it says, or start it in"
                                + " a session and look",
                        agent.id(),
                        world.record().branch(),
                        result.exit(),
                        last.isEmpty() ? "" : ", and said: " + last),
                result.exit());
    }
}
