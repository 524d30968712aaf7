package io.headjack.testkit;

import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.ImageBuild;
import io.headjack.spi.ImageInfo;
import io.headjack.spi.ListedImage;
import io.headjack.spi.RuntimeInfo;
import io.headjack.spi.RuntimeProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A runtime that does what another does, for a mutant to break in one place. */
class ForwardingRuntime implements ContainerRuntime {
    protected final ContainerRuntime real;

    ForwardingRuntime(ContainerRuntime real) {
        this.real = real;
    }

    @Override
    public String id() {
        return real.id();
    }

    @Override
    public RuntimeInfo info() {
        return real.info();
    }

    @Override
    public ContainerId create(ContainerSpec spec) {
        return real.create(spec);
    }

    @Override
    public void start(ContainerId container) {
        real.start(container);
    }

    @Override
    public void stop(ContainerId container, Duration grace) {
        real.stop(container, grace);
    }

    @Override
    public void pause(ContainerId container) {
        real.pause(container);
    }

    @Override
    public void unpause(ContainerId container) {
        real.unpause(container);
    }

    @Override
    public void remove(ContainerId container) {
        real.remove(container);
    }

    @Override
    public Optional<ContainerInfo> find(String nameOrId) {
        return real.find(nameOrId);
    }

    @Override
    public List<ContainerInfo> list(Map<String, String> labels) {
        return real.list(labels);
    }

    @Override
    public Optional<Watch> watch(Map<String, String> labels, Runnable listener) {
        return real.watch(labels, listener);
    }

    @Override
    public RuntimeProcess exec(ContainerId container, ExecSpec spec) {
        return real.exec(container, spec);
    }

    @Override
    public List<String> execCommand(ContainerId container, ExecSpec spec) {
        return real.execCommand(container, spec);
    }

    @Override
    public Optional<ImageInfo> findImage(String reference) {
        return real.findImage(reference);
    }

    @Override
    public ImageInfo pullImage(String reference) {
        return real.pullImage(reference);
    }

    @Override
    public ImageInfo buildImage(ImageBuild build) {
        return real.buildImage(build);
    }

    @Override
    public List<ListedImage> listImages(Map<String, String> labels) {
        return real.listImages(labels);
    }

    @Override
    public void removeImage(String reference) {
        real.removeImage(reference);
    }

    @Override
    public void createVolume(String name, Map<String, String> labels) {
        real.createVolume(name, labels);
    }

    @Override
    public void removeVolume(String name) {
        real.removeVolume(name);
    }

    @Override
    public List<String> listVolumes(Map<String, String> labels) {
        return real.listVolumes(labels);
    }

    @Override
    public void close() {
        real.close();
    }
}
