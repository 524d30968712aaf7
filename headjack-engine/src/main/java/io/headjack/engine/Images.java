package io.headjack.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.api.model.Image;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ProgressDetail;
import io.headjack.Progress;
import io.headjack.engine.EngineErrors.Meaning;
import io.headjack.error.OperationFailedException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.spi.ImageBuild;
import io.headjack.spi.ImageInfo;
import io.headjack.spi.ListedImage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The engine's images: what it has, what it fetches and what it builds. */
final class Images {
    private static final Duration PULL_IDLE = Duration.ofMinutes(5);

    // A step may compile for long without a word.
    private static final Duration BUILD_IDLE = Duration.ofMinutes(30);

    private final Engine engine;
    private final Consumer<Progress> progress;

    Images(Engine engine, Consumer<Progress> progress) {
        this.engine = engine;
        this.progress = progress;
    }

    Optional<ImageInfo> find(String reference) {
        if (!ImageReference.isOne(reference)) {
            return Optional.empty();
        }
        return engine.ask("look up image " + reference, Engine.QUICK, docker -> {
            try {
                return Optional.of(info(docker.inspectImageCmd(reference).exec()));
            } catch (NotFoundException e) {
                return Optional.<ImageInfo>empty();
            }
        });
    }

    ImageInfo pull(String reference) {
        ImageReference name = ImageReference.parse(reference);
        String what = "pull image " + reference;
        AtomicReference<@Nullable String> failure = new AtomicReference<>();
        Transfer<PullResponseItem> transfer = new Transfer<>(item -> {
            if (item.isErrorIndicated()) {
                failure.set(error(item));
            } else {
                report("pull " + reference, item);
            }
        });
        run(
                what,
                PULL_IDLE,
                transfer,
                docker -> docker.pullImageCmd(name.repository())
                        .withTag(name.tag())
                        .exec(transfer));
        String words = failure.get();
        if (words != null) {
            String message = engine.settings().name() + " could not " + what + ": "
                    + engine.settings().traits().withCure(words);
            throw isUnknown(words)
                    ? new io.headjack.error.NotFoundException(message)
                    : new OperationFailedException(message);
        }
        return find(reference)
                .orElseThrow(() -> new OperationFailedException(engine.settings()
                                .name() + " says that it could " + what + ", and does not have it now. Try again."));
    }

    List<ListedImage> list(Map<String, String> labels) {
        boolean asIs = engine.settings().traits().shortImageNames();
        return engine.ask(
                "list images",
                Engine.QUICK,
                docker -> docker.listImagesCmd().withLabelFilter(labels).exec().stream()
                        .map(each -> new ListedImage(
                                each.getId(),
                                references(each).stream()
                                        .map(name -> asIs ? name : ImageReference.shortened(name))
                                        .toList()))
                        .toList());
    }

    /** Engines give an image without a name one of their own making, or null. */
    private static List<String> references(Image image) {
        String[] tags = image.getRepoTags();
        return tags == null
                ? List.of()
                : Arrays.stream(tags).filter(each -> !each.startsWith("<none>")).toList();
    }

    void remove(String reference) {
        engine.ask("remove image " + reference, Engine.SLOW, Meaning.CONFLICTS, docker -> {
            try {
                docker.removeImageCmd(reference).exec();
                return true;
            } catch (NotFoundException gone) {
                return false;
            }
        });
    }

    ImageInfo build(ImageBuild build) {
        String what = "build image " + build.tag();
        BuildContext context = BuildContext.of(build);
        BuildReport report = new BuildReport(build.tag(), progress);
        Transfer<BuildResponseItem> transfer = new Transfer<>(report::accept);
        try (ContextPipe pipe = ContextPipe.open(context, work -> engine.run(what, work))) {
            try {
                run(
                        what,
                        BUILD_IDLE,
                        transfer,
                        docker -> request(docker, build, context, pipe).exec(transfer));
            } catch (RuntimeUnavailableException e) {
                pipe.throwFailure();
                throw e;
            }
        }
        report.throwFailure(engine.settings().name());
        String made = report.imageId().orElse(build.tag());
        return find(made)
                .orElseThrow(
                        () -> new OperationFailedException(engine.settings().name() + " says that it could " + what
                                + ", and does not have " + made + " now. Try again."));
    }

    private static BuildImageCmd request(
            DockerClient docker, ImageBuild build, BuildContext context, ContextPipe pipe) {
        BuildImageCmd request = docker.buildImageCmd()
                .withTarInputStream(pipe.tar())
                .withDockerfilePath(context.dockerfile())
                .withTags(Set.of(build.tag()))
                .withLabels(build.labels())
                .withNoCache(build.noCache())
                .withRemove(true)
                .withForcerm(true);
        String target = build.target();
        return target == null ? request : request.withTarget(target);
    }

    private void run(String what, Duration idle, Transfer<?> transfer, Engine.Work<?> begin) {
        try (transfer) {
            engine.ask(what, Engine.QUICK, begin);
            engine.await(what, transfer.done(), idle, transfer::lastSign);
        } catch (OperationFailedException e) {
            // A registry's "there is none" comes as a server error from some engines.
            if (e.getCause() instanceof DockerException refusal && isUnknown(EngineErrors.words(refusal))) {
                throw new io.headjack.error.NotFoundException(String.valueOf(e.getMessage()), e);
            }
            throw e;
        }
    }

    private void report(String task, ResponseItem item) {
        ProgressDetail detail = item.getProgressDetail();
        String layer = item.getId() == null ? "" : item.getId() + " ";
        progress.accept(new Progress(
                task,
                layer + (item.getStatus() == null ? "" : item.getStatus()),
                detail == null || detail.getCurrent() == null ? 0 : detail.getCurrent(),
                detail == null || detail.getTotal() == null ? 0 : detail.getTotal()));
    }

    static String error(ResponseItem item) {
        ResponseItem.ErrorDetail detail = item.getErrorDetail();
        String words = detail == null ? null : detail.getMessage();
        return EngineErrors.printable(words == null ? "no reason given" : words);
    }

    private static boolean isUnknown(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return lower.contains("manifest unknown")
                || lower.contains("name unknown")
                || lower.contains("repository does not exist")
                || lower.contains("not found: manifest");
    }

    private static ImageInfo info(InspectImageResponse inspected) {
        String user =
                inspected.getConfig() == null ? null : inspected.getConfig().getUser();
        return new ImageInfo(String.valueOf(inspected.getId()), user == null ? "" : user);
    }
}
