package io.headjack.internal.core;

import io.headjack.ExecRequest;
import io.headjack.ExecResult;
import io.headjack.InstanceId;
import io.headjack.error.InvalidRequestException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

final class DefaultExecRequest implements ExecRequest {
    private final Context context;
    private final InstanceId id;
    private final ExecPlan plan;

    DefaultExecRequest(Context context, InstanceId id, ExecPlan plan) {
        this.context = context;
        this.id = id;
        this.plan = plan;
    }

    @Override
    public ExecRequest environment(String name, String value) {
        return with(plan.environment(Checks.variable(name, value), value));
    }

    @Override
    public ExecRequest workingDirectory(String directory) {
        return with(plan.directory(Checks.argument("the working directory", directory)));
    }

    @Override
    public ExecRequest stdin(InputStream input) {
        return with(plan.stdin(input));
    }

    @Override
    public ExecRequest stdout(OutputStream output) {
        return with(plan.stdout(output));
    }

    @Override
    public ExecRequest stderr(OutputStream output) {
        return with(plan.stderr(output));
    }

    @Override
    public ExecRequest timeout(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new InvalidRequestException("the timeout must be above 0, was " + limit);
        }
        return with(plan.timeout(limit));
    }

    @Override
    public ExecResult run() {
        return new ExecRun(context, context.running(id), plan).run();
    }

    @Override
    public List<String> command() {
        return plan.command();
    }

    private ExecRequest with(ExecPlan changed) {
        return new DefaultExecRequest(context, id, changed);
    }
}
