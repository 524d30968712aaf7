package io.headjack.internal.catalog;

import io.headjack.BranchName;
import io.headjack.InstanceId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole record at one moment.
 *
 * @param id what tells this catalog from others
 * @param byId the instances by id
 * @param unknown fields of another version, kept as they are
 */
public record CatalogState(String id, Map<InstanceId, InstanceRecord> byId, Map<String, Object> unknown) {
    public CatalogState {
        byId = Map.copyOf(byId);
    }

    public Optional<InstanceRecord> find(InstanceId instance) {
        return Optional.ofNullable(byId.get(instance));
    }

    public Optional<InstanceRecord> find(String repositoryId, BranchName branch) {
        return byId.values().stream()
                .filter(each -> each.repositoryId().equals(repositoryId)
                        && each.branch().equals(branch))
                .findFirst();
    }

    /** Returns the instances by repository and branch. */
    public List<InstanceRecord> sorted() {
        return byId.values().stream()
                .sorted(Comparator.comparing(InstanceRecord::repositoryId).thenComparing(InstanceRecord::branch))
                .toList();
    }

    public CatalogState with(InstanceRecord instance) {
        Map<InstanceId, InstanceRecord> next = new LinkedHashMap<>(byId);
        next.put(instance.id(), instance);
        return new CatalogState(id, next, unknown);
    }

    public CatalogState without(InstanceId instance) {
        Map<InstanceId, InstanceRecord> next = new LinkedHashMap<>(byId);
        next.remove(instance);
        return new CatalogState(id, next, unknown);
    }
}
