package io.headjack.internal.catalog;

import io.headjack.BranchName;
import io.headjack.InstanceId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records to test with. */
public final class Records {
    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private Records() {}

    public static InstanceRecord instance(String id, String branch) {
        return new InstanceRecord(
                new InstanceId(id),
                Phase.READY,
                "demo-12345678",
                Path.of("/r/demo/.git"),
                Path.of("/r/demo"),
                new BranchName(branch),
                true,
                "0123456789012345678901234567890123456789",
                Path.of("/d/git/demo/x"),
                "docker",
                "headjack-x-" + id,
                null,
                "/root",
                new WorkspaceSpec(
                        "image:1", Map.of("A", "b"), Map.of("/in", "/out"), 5, 1.5, true, Map.of("dns", List.of("x"))),
                NOW,
                NOW,
                List.of(),
                Map.of());
    }
}
