package io.headjack.internal.core;

import io.headjack.BranchName;
import io.headjack.Instance;
import io.headjack.InstanceId;
import io.headjack.InstanceRequest;
import io.headjack.Network;
import io.headjack.error.InvalidRequestException;
import io.headjack.internal.git.GitRepository;
import io.headjack.internal.instance.CreateSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

final class DefaultInstanceRequest implements InstanceRequest {
    private final Context context;
    private final GitRepository repository;
    private final BranchName branch;
    private final CreateSpec spec;

    DefaultInstanceRequest(Context context, GitRepository repository, BranchName branch, CreateSpec spec) {
        this.context = context;
        this.repository = repository;
        this.branch = branch;
        this.spec = spec;
    }

    @Override
    public InstanceRequest fetch(String remote) {
        return with(spec.fetch(Checks.text("the remote", remote)));
    }

    @Override
    public InstanceRequest from(String ref) {
        return with(spec.from(Checks.text("the start of the branch", ref)));
    }

    @Override
    public InstanceRequest submodules() {
        return with(spec.withSubmodules());
    }

    @Override
    public InstanceRequest image(String reference) {
        return with(spec.image(spec.image().image(Checks.text("the image", reference))));
    }

    @Override
    public InstanceRequest dockerfile(Path file) {
        return with(spec.image(spec.image().dockerfile(file.toAbsolutePath())));
    }

    @Override
    public InstanceRequest agent(String agent) {
        return with(spec.image(spec.image().agent(context.agents().get(agent))));
    }

    @Override
    public InstanceRequest environment(String name, String value) {
        return with(spec.environment(Checks.variable(name, value), value));
    }

    @Override
    public InstanceRequest mount(Path source, String target) {
        if (!target.startsWith("/")) {
            throw new InvalidRequestException(
                    "the target of a mount must be an absolute path inside, was \"" + target + "\"");
        }
        try {
            return with(spec.mount(target, source.toRealPath().toString()));
        } catch (IOException e) {
            throw new InvalidRequestException(
                    "the mount's source " + source + " does not exist; name one that does", e);
        }
    }

    @Override
    public InstanceRequest memory(long bytes) {
        return with(spec.memory(Checks.positive("the memory limit in bytes", bytes)));
    }

    @Override
    public InstanceRequest cpus(double count) {
        if (!(count > 0) || Double.isInfinite(count)) {
            throw new InvalidRequestException("the limit of processors must be above 0, was " + count);
        }
        return with(spec.cpus(count));
    }

    @Override
    public InstanceRequest network(Network network) {
        return with(spec.network(network));
    }

    @Override
    public InstanceRequest flag(String name, List<String> values) {
        return with(spec.flag(Checks.text("the flag", name), values));
    }

    @Override
    public Instance create() {
        context.lifecycle().checkOpen();
        return handle(context.operations().create(repository, branch, spec));
    }

    @Override
    public Instance ensure() {
        context.lifecycle().checkOpen();
        return handle(context.operations().ensure(repository, branch, spec));
    }

    private Instance handle(InstanceId id) {
        return new DefaultInstance(context, id);
    }

    private InstanceRequest with(CreateSpec changed) {
        return new DefaultInstanceRequest(context, repository, branch, changed);
    }
}
