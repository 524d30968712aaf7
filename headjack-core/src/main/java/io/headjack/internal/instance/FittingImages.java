package io.headjack.internal.instance;

import io.headjack.InstanceId;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.catalog.ImageOrigin;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.RuntimeInfo;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the image that an instance can be made from: the one asked for, or where that lacks tools one derived from it. */
final class FittingImages {
    private final Images images;
    private final DerivedImages derived;
    private final Probe probe;

    FittingImages(Images images, DerivedImages derived, Probe probe) {
        this.images = images;
        this.derived = derived;
        this.probe = probe;
    }

    /** What was asked for when an image was found, in today's terms. */
    ImageChoice choice(ImageOrigin origin) {
        return images.choice(origin);
    }

    Fitting find(
            InstanceId id, ContainerRuntime runtime, RuntimeInfo engine, ImageChoice choice, @Nullable String user) {
        Images.Resolved asked = images.resolve(id, runtime, choice);
        ImageOrigin origin = new ImageOrigin(asked.reference(), choice.dockerfile());
        Optional<Probe.Facts> known = probe.known(engine, asked, user);
        if (known.isPresent()) {
            return new Fitting(asked.reference(), origin, known.get());
        }
        Optional<Images.Resolved> before = derived.find(runtime, asked);
        if (before.isPresent()) {
            return fitting(id, runtime, engine, before.get(), origin, user);
        }
        Probe.Facts facts = probe.facts(id, runtime, engine, asked, user);
        List<String> missing = facts.missing();
        return missing.isEmpty()
                ? new Fitting(asked.reference(), origin, facts.checked(asked.reference()))
                : fitting(id, runtime, engine, derived.build(id, runtime, asked, missing), origin, user);
    }

    private Fitting fitting(
            InstanceId id,
            ContainerRuntime runtime,
            RuntimeInfo engine,
            Images.Resolved image,
            ImageOrigin origin,
            @Nullable String user) {
        Probe.Facts facts = probe.facts(id, runtime, engine, image, user);
        return new Fitting(image.reference(), origin, facts.checked(image.reference()));
    }

    /**
     * Sees to it that the engine has the image of a recorded instance, from which its container is to be made again.
     *
     * @return the instance as it is to be recorded: an image that had to be made again can have another name
     */
    InstanceRecord require(ContainerRuntime runtime, InstanceRecord instance) {
        String reference = instance.spec().image();
        if (runtime.findImage(reference).isPresent()) {
            return instance;
        }
        ImageOrigin origin = instance.spec().origin();
        if (origin.dockerfile().isEmpty() && origin.reference().startsWith(Images.OWN)) {
            throw new OperationFailedException("the image " + reference + " is gone, and was built from a Dockerfile;"
                    + " build it again: docker build -t " + reference + " …");
        }
        Fitting again = find(instance.id(), runtime, runtime.info(), images.choice(origin), instance.user());
        return instance.spec(instance.spec().image(again.reference, again.origin));
    }

    /**
     * An image with all that an instance needs.
     *
     * @param reference its name
     * @param origin what was asked for
     * @param facts what is in it
     */
    record Fitting(String reference, ImageOrigin origin, Probe.Facts facts) {}
}
