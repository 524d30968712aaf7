package io.headjack.testkit;

import io.headjack.TerminalSize;
import io.headjack.error.ConflictException;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ContainerState;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.ImageBuild;
import io.headjack.spi.ImageInfo;
import io.headjack.spi.ListedImage;
import io.headjack.spi.RuntimeProcess;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can go wrong with terminals, freezing, users, limits and images. */
final class FeatureMutants {
    private FeatureMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("pause does nothing", PauseDoesNothing::new, "pause_runningContainer_isFrozenUntilThawed"),
                Mutant.of("pause complains", PauseComplains::new, "pause_twice_isLeftAsItIs"),
                Mutant.ofExec("terminal is ignored", spec -> spec.terminal(null), "terminal_errors_comeWithTheOutput"),
                Mutant.ofExec(
                        "terminal's size is fixed",
                        spec -> spec.terminal(TerminalSize.DEFAULT),
                        "terminal_size_isTheOneAskedFor"),
                Mutant.ofProcess(
                        "resize does nothing", ResizeDoesNothing::new, "resize_runningTerminal_changesItsSize"),
                Mutant.of("resize wants a terminal", ResizeComplains::new, "resize_noTerminal_doesNothing"),
                Mutant.ofSpec("container's user is lost", Specs::withoutUser, "user_ofContainer_isTheDefault"),
                Mutant.ofExec("exec's user is lost", spec -> spec.user(null), "user_ofExec_comesFirst"),
                Mutant.ofSpec("network is always there", Specs::withNetwork, "network_none_hasNoRoute"),
                Mutant.ofSpec("memory is not limited", Specs::withoutMemoryLimit, "limits_memory_isSeenInside"),
                Mutant.of("processors are whole", ProcessorsAreWhole::new, "limits_processors_areTaken"),
                Mutant.of("no image is found", NoImageFound::new, "findImage_present_hasAnId"),
                Mutant.of("any image is found", AnyImageFound::new, "findImage_unknown_isEmpty"),
                Mutant.of("pull pretends", PullPretends::new, "pullImage_noRegistryThere_fails"),
                Mutant.of("build pretends", BuildPretends::new, "buildImage_noStage_failsAndMakesNone"),
                Mutant.of("any image is listed", AnyImageListed::new, "listImages_builtWithLabel_hasItUntilRemoved"),
                Mutant.of("image stays", ImageStays::new, "listImages_builtWithLabel_hasItUntilRemoved"),
                Mutant.of(
                        "image in use is removed quietly",
                        ImageInUseIsNoConflict::new,
                        "removeImage_aContainerWasMadeFromIt_isRefused"));
    }

    private static final class PauseDoesNothing extends ForwardingRuntime {
        PauseDoesNothing(ContainerRuntime real) {
            super(real);
        }

        @Override
        public void pause(ContainerId container) {}
    }

    private static final class PauseComplains extends ForwardingRuntime {
        PauseComplains(ContainerRuntime real) {
            super(real);
        }

        @Override
        public void pause(ContainerId container) {
            if (real.find(container.value()).orElseThrow().state() == ContainerState.PAUSED) {
                throw new ConflictException("paused: " + container);
            }
            real.pause(container);
        }
    }

    private static final class ResizeDoesNothing extends ForwardingProcess {
        ResizeDoesNothing(RuntimeProcess real) {
            super(real);
        }

        @Override
        public void resize(TerminalSize size) {}
    }

    private static final class ResizeComplains extends ForwardingRuntime {
        ResizeComplains(ContainerRuntime real) {
            super(real);
        }

        @Override
        public RuntimeProcess exec(ContainerId container, ExecSpec spec) {
            return new ForwardingProcess(real.exec(container, spec)) {
                @Override
                public void resize(TerminalSize size) {
                    if (spec.terminal() == null) {
                        throw new OperationFailedException("no terminal");
                    }
                    real.resize(size);
                }
            };
        }
    }

    private static final class ProcessorsAreWhole extends ForwardingRuntime {
        ProcessorsAreWhole(ContainerRuntime real) {
            super(real);
        }

        @Override
        public ContainerId create(ContainerSpec spec) {
            if (spec.cpus() != Math.floor(spec.cpus())) {
                throw new OperationFailedException("not a number of processors: " + spec.cpus());
            }
            return real.create(spec);
        }
    }

    private static final class NoImageFound extends ForwardingRuntime {
        NoImageFound(ContainerRuntime real) {
            super(real);
        }

        @Override
        public Optional<ImageInfo> findImage(String reference) {
            return Optional.empty();
        }
    }

    private static final class AnyImageFound extends ForwardingRuntime {
        AnyImageFound(ContainerRuntime real) {
            super(real);
        }

        @Override
        public Optional<ImageInfo> findImage(String reference) {
            return Optional.of(real.findImage(reference).orElseGet(() -> new ImageInfo(reference, "")));
        }
    }

    private static final class PullPretends extends ForwardingRuntime {
        PullPretends(ContainerRuntime real) {
            super(real);
        }

        @Override
        public ImageInfo pullImage(String reference) {
            return new ImageInfo(reference, "");
        }
    }

    private static final class AnyImageListed extends ForwardingRuntime {
        AnyImageListed(ContainerRuntime real) {
            super(real);
        }

        @Override
        public List<ListedImage> listImages(Map<String, String> labels) {
            return real.listImages(Map.of());
        }
    }

    private static final class ImageStays extends ForwardingRuntime {
        ImageStays(ContainerRuntime real) {
            super(real);
        }

        @Override
        public void removeImage(String reference) {}
    }

    private static final class ImageInUseIsNoConflict extends ForwardingRuntime {
        ImageInUseIsNoConflict(ContainerRuntime real) {
            super(real);
        }

        @Override
        public void removeImage(String reference) {
            try {
                real.removeImage(reference);
            } catch (ConflictException e) {
                return;
            }
        }
    }

    private static final class BuildPretends extends ForwardingRuntime {
        BuildPretends(ContainerRuntime real) {
            super(real);
        }

        @Override
        public ImageInfo buildImage(ImageBuild build) {
            return new ImageInfo(build.tag(), "");
        }
    }
}
