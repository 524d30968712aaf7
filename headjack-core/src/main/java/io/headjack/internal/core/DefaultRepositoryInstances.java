package io.headjack.internal.core;

import io.headjack.BranchName;
import io.headjack.Instance;
import io.headjack.InstanceInfo;
import io.headjack.InstanceRequest;
import io.headjack.RepositoryInstances;
import io.headjack.error.NotFoundException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.git.GitRepository;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class DefaultRepositoryInstances implements RepositoryInstances {
    private final Context context;
    private final GitRepository repository;

    DefaultRepositoryInstances(Context context, GitRepository repository) {
        this.context = context;
        this.repository = repository;
    }

    @Override
    public Path repository() {
        return repository.root();
    }

    @Override
    public InstanceRequest branch(String branch) {
        return new DefaultInstanceRequest(context, repository, new BranchName(branch), context.usual());
    }

    @Override
    public Optional<Instance> find(String branch) {
        return context.state().find(repository.id(), new BranchName(branch)).map(context::handle);
    }

    @Override
    public Instance get(String branch) {
        return find(branch)
                .orElseThrow(() -> new NotFoundException("no instance found for branch \"" + branch + "\" of "
                        + repository() + "; list the instances to see those that exist"));
    }

    @Override
    public List<InstanceInfo> list() {
        return InstanceInfos.of(context.parts(), mine());
    }

    @Override
    public Optional<Instance> mostRecent() {
        return mine().stream()
                .max(Comparator.comparing(InstanceRecord::lastUsedAt))
                .map(context::handle);
    }

    private List<InstanceRecord> mine() {
        return context.state().sorted().stream()
                .filter(each -> each.repositoryId().equals(repository.id()))
                .toList();
    }

    @Override
    public String toString() {
        return "RepositoryInstances[" + repository() + "]";
    }
}
