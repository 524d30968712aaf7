package io.headjack.internal.core;

import io.headjack.HeadlessResult;
import io.headjack.InstanceId;
import io.headjack.Permissions;
import io.headjack.Session;
import io.headjack.SessionName;
import io.headjack.SessionRequest;
import io.headjack.TerminalSize;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.UnsupportedException;
import io.headjack.spi.AgentProfile;
import java.time.Duration;
import java.util.List;

final class DefaultSessionRequest implements SessionRequest {
    private final Context context;
    private final InstanceId instance;
    private final SessionPlan plan;

    DefaultSessionRequest(Context context, InstanceId instance, SessionPlan plan) {
        this.context = context;
        this.instance = instance;
        this.plan = plan;
    }

    @Override
    public SessionRequest name(String name) {
        return with(plan.name(new SessionName(name)));
    }

    @Override
    public SessionRequest prompt(String text) {
        if (!plan.type().isAgent()) {
            throw new InvalidRequestException(
                    "a " + plan.type() + " takes no prompt; ask for an agent, or give the text as an argument");
        }
        return with(plan.prompt(Checks.prompt(text)));
    }

    @Override
    public SessionRequest arguments(List<String> arguments) {
        arguments.forEach(each -> Checks.argument("an argument", each));
        return with(plan.arguments(arguments));
    }

    @Override
    public SessionRequest model(String model) {
        return with(plan.options(plan.options().model(agent("model"), model)));
    }

    @Override
    public SessionRequest permissions(Permissions permissions) {
        return with(plan.options(plan.options().permissions(agent("permissions"), permissions)));
    }

    private AgentProfile agent(String what) {
        AgentProfile agent = plan.agent();
        if (agent == null) {
            throw new UnsupportedException("a " + plan.type() + " has no " + what + "; ask for an agent");
        }
        return agent;
    }

    @Override
    public SessionRequest environment(String name, String value) {
        return with(plan.environment(Checks.variable(name, value), value));
    }

    @Override
    public SessionRequest workingDirectory(String directory) {
        return with(plan.directory(Checks.argument("the working directory", directory)));
    }

    @Override
    public SessionRequest size(TerminalSize size) {
        return with(plan.size(size));
    }

    @Override
    public Session start() {
        return new SessionStart(context, instance, plan).run();
    }

    @Override
    public HeadlessResult headless(Duration timeout) {
        Checks.notNegative("the timeout", timeout);
        return new HeadlessRun(context, instance, plan, timeout).run();
    }

    private SessionRequest with(SessionPlan changed) {
        return new DefaultSessionRequest(context, instance, changed);
    }
}
