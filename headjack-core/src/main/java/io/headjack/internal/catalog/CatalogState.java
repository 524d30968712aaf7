package io.headjack.internal.catalog;

import io.headjack.BranchName;
import io.headjack.InstanceId;
import io.headjack.internal.json.Fields;
import java.util.Collection;
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
    static final long VERSION = 3;

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

    static CatalogState read(Map<String, Object> document) {
        Fields fields = new Fields("catalog", document);
        fields.number("version", 0);
        Map<InstanceId, InstanceRecord> instances = new LinkedHashMap<>();
        for (Object each : fields.list("instances")) {
            InstanceRecord instance = InstanceRecord.read(each);
            instances.put(instance.id(), instance);
        }
        return new CatalogState(fields.text("id"), instances, fields.rest());
    }

    Map<String, Object> write() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("version", VERSION);
        out.put("id", id);
        Collection<InstanceRecord> instances = sorted();
        out.put("instances", instances.stream().map(InstanceRecord::write).toList());
        out.putAll(unknown);
        return out;
    }
}
