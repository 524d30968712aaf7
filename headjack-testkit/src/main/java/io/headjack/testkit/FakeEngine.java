package io.headjack.testkit;

import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.error.UnsupportedException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.ImageBuild;
import io.headjack.spi.ImageInfo;
import io.headjack.spi.ListedImage;
import io.headjack.spi.Mount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** What runtimes of the fake share: containers, volumes, images and programs, as an engine keeps them. Thread-safe. */
final class FakeEngine {
    private static final List<String> DEFAULT_PROGRAM =
            ContainerSpec.builder("any", "any").build().command();

    private record Handler(Predicate<ExecSpec> accepts, ExecProgram program) {}

    final String id = UUID.randomUUID().toString();
    final Set<ContractFeature> features;
    final AtomicLong calls = new AtomicLong();
    private final Map<String, FakeContainer> containers = new HashMap<>();
    private final Map<String, Map<String, String>> volumes = new HashMap<>();
    private final Map<String, Map<String, byte[]>> volumeFiles = new ConcurrentHashMap<>();
    private final Map<String, ImageInfo> images = new HashMap<>();
    private final Map<String, Map<String, String>> imageLabels = new HashMap<>();
    private final Map<String, ImageInfo> registry = new HashMap<>();
    private final Set<FakeProcess> processes = new HashSet<>();
    private final Set<FakeWatch> watches = ConcurrentHashMap.newKeySet();
    private final List<Handler> handlers = new CopyOnWriteArrayList<>();
    private volatile boolean unreachable;

    FakeEngine(Set<ContractFeature> features) {
        this.features = Set.copyOf(features);
    }

    void called() {
        calls.incrementAndGet();
        if (unreachable) {
            throw lost();
        }
    }

    void unreachable(boolean lost) {
        unreachable = lost;
        watches.forEach(FakeWatch::changed);
        if (lost) {
            cut(processes(), lost());
        }
    }

    void need(ContractFeature feature, String what) {
        if (!features.contains(feature)) {
            throw new UnsupportedException(what + " needs " + feature + ", which this fake was made without");
        }
    }

    void onExec(Predicate<ExecSpec> accepts, ExecProgram program) {
        handlers.add(0, new Handler(accepts, program));
    }

    ExecProgram program(ExecSpec spec) {
        return handlers.stream()
                .filter(handler -> handler.accepts().test(spec))
                .map(Handler::program)
                .findFirst()
                .orElseGet(() -> FakePrograms.find(spec.command().get(0)));
    }

    synchronized FakeContainer create(ContainerSpec spec, Instant now) {
        check(spec);
        ContainerId container = new ContainerId((UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", ""));
        FakeContainer created =
                new FakeContainer(container, spec, now, new FakeFiles(spec, volumeFiles), () -> changed(spec.labels()));
        containers.put(container.value(), created);
        changed(spec.labels());
        return created;
    }

    synchronized Optional<FakeContainer> find(String nameOrId) {
        return containers.values().stream()
                .filter(container -> container.isCalled(nameOrId))
                .findFirst();
    }

    FakeContainer get(ContainerId container) {
        return find(container.value()).orElseThrow(() -> new NotFoundException("no container " + container));
    }

    synchronized List<FakeContainer> containers() {
        return List.copyOf(containers.values());
    }

    synchronized Optional<FakeContainer> remove(ContainerId container) {
        Optional<FakeContainer> removed = Optional.ofNullable(containers.remove(container.value()));
        removed.ifPresent(each -> changed(each.spec().labels()));
        return removed;
    }

    FakeWatch watch(Map<String, String> labels, Runnable listener) {
        FakeWatch watch = new FakeWatch(labels, listener, watches::remove);
        watches.add(watch);
        return watch;
    }

    private void changed(Map<String, String> labels) {
        watches.forEach(watch -> watch.changed(labels));
    }

    synchronized void addProcess(FakeProcess process) {
        processes.removeIf(FakeProcess::isOver);
        processes.add(process);
    }

    void cut(List<FakeProcess> cut, HeadjackException reason) {
        cut.forEach(process -> process.cut(reason));
    }

    synchronized void addImage(String reference, ImageInfo image) {
        images.put(reference, image);
    }

    synchronized void addBuilt(ImageBuild build, ImageInfo image) {
        images.put(build.tag(), image);
        imageLabels.put(image.id(), build.labels());
    }

    /** An image without a name is forgotten here, where engines keep it. */
    synchronized List<ListedImage> images(Map<String, String> labels) {
        Map<String, List<String>> names = new HashMap<>();
        images.forEach((name, image) ->
                names.computeIfAbsent(image.id(), id -> new ArrayList<>()).add(name));
        return names.entrySet().stream()
                .filter(each -> imageLabels
                        .getOrDefault(each.getKey(), Map.of())
                        .entrySet()
                        .containsAll(labels.entrySet()))
                .map(each -> new ListedImage(each.getKey(), each.getValue()))
                .toList();
    }

    synchronized void removeImage(String reference) {
        Optional<ImageInfo> found = image(reference);
        if (found.isEmpty()) {
            return;
        }
        List<String> names = images.entrySet().stream()
                .filter(each -> each.getValue().equals(found.get()))
                .map(Map.Entry::getKey)
                .toList();
        boolean used = containers.values().stream()
                .anyMatch(each -> image(each.info().image()).equals(found));
        if (used && names.size() == 1) {
            throw new ConflictException("a container was made from image " + reference);
        }
        images.remove(names.contains(reference) ? reference : names.get(0));
    }

    synchronized void addToRegistry(String reference, ImageInfo image) {
        registry.put(reference, image);
    }

    synchronized Optional<ImageInfo> image(String reference) {
        return images.entrySet().stream()
                .filter(entry -> entry.getKey().equals(reference)
                        || entry.getValue().id().equals(reference))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    synchronized ImageInfo pull(String reference) {
        ImageInfo image = registry.get(reference);
        if (image == null) {
            throw new NotFoundException("no image " + reference + " in the registry");
        }
        images.put(reference, image);
        return image;
    }

    synchronized void createVolume(String name, Map<String, String> labels) {
        volumes.putIfAbsent(name, Map.copyOf(labels));
    }

    synchronized void removeVolume(String name) {
        volumes.remove(name);
        volumeFiles.remove(name);
    }

    synchronized List<String> volumes(Map<String, String> labels) {
        return volumes.entrySet().stream()
                .filter(volume -> volume.getValue().entrySet().containsAll(labels.entrySet()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void check(ContainerSpec spec) {
        spec.flags().keySet().stream().findFirst().ifPresent(flag -> {
            throw new InvalidRequestException("unknown flag " + flag + "; the fake knows none");
        });
        if (!spec.command().equals(DEFAULT_PROGRAM)) {
            need(ContractFeature.FIRST_PROGRAM, "the first program " + spec.command());
        }
        if (!spec.network()) {
            need(ContractFeature.NETWORK_NONE, "a container without network");
        }
        if (spec.memoryBytes() != 0 || spec.cpus() != 0) {
            need(ContractFeature.LIMITS, "a limit of memory or processors");
        }
        if (spec.user() != null) {
            need(ContractFeature.USERS, "user " + spec.user());
        }
        if (features.contains(ContractFeature.IMAGES) && image(spec.image()).isEmpty()) {
            throw new NotFoundException("no image " + spec.image() + "; addImage makes one");
        }
        spec.mounts().forEach(this::check);
        if (find(spec.name()).isPresent()) {
            throw new ConflictException("the name " + spec.name() + " is taken by another container");
        }
    }

    private void check(Mount mount) {
        if (mount.kind() == Mount.Kind.VOLUME) {
            need(ContractFeature.VOLUMES, "volume " + mount.source());
            if (!volumes.containsKey(mount.source())) {
                throw new NotFoundException("no volume " + mount.source());
            }
            return;
        }
        need(ContractFeature.MOUNTS, "mount " + mount.target());
        if (mount.kind() == Mount.Kind.BIND && !Files.exists(Path.of(mount.source()))) {
            throw new InvalidRequestException("mount source " + mount.source() + " does not exist");
        }
    }

    private synchronized List<FakeProcess> processes() {
        return new ArrayList<>(processes);
    }

    private static RuntimeUnavailableException lost() {
        return new RuntimeUnavailableException(
                "the fake engine was made unreachable; unreachable(false) brings it back");
    }
}
