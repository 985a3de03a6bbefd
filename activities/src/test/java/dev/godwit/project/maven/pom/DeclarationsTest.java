package dev.godwit.project.maven.pom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclarationsTest {

    @TempDir Path temp;

    private void pom(String folder, String inside) throws IOException {
        Path at = Files.createDirectories(temp.resolve(folder));
        Files.writeString(at.resolve("pom.xml"), "<project>" + inside + "</project>");
    }

    private Declarations read() throws IOException {
        return Declarations.of(Reactor.read(temp));
    }

    private static String own(String artifact) {
        return "<groupId>own</groupId><artifactId>%s</artifactId><version>1</version>"
                .formatted(artifact);
    }

    private static String child(String artifact) {
        return "<parent>" + own("root") + "</parent><artifactId>" + artifact + "</artifactId>";
    }

    private static String dependency(String group, String artifact, String version) {
        return ("<dependency><groupId>%s</groupId><artifactId>%s</artifactId>"
                        + "<version>%s</version></dependency>")
                .formatted(group, artifact, version);
    }

    private static List<String> names(Declarations declarations) {
        return declarations.declared().stream()
                .map(one -> one.name() + " " + one.version() + " " + one.places().size())
                .toList();
    }

    @Test
    void onePropertyIsOneMove() throws Exception {
        pom(
                "",
                own("root")
                        + "<properties><x>${y}</x><y>1.0</y></properties><modules><module>a</module></modules>"
                        + "<dependencies>"
                        + dependency("g", "one", "${x}")
                        + dependency("g", "two", "${y}")
                        + "</dependencies>");
        pom("a", child("a") + "<dependencies>" + dependency("g", "two", "1.0") + "</dependencies>");
        assertThat(names(read())).containsExactly("g:one 1.0 2");
        assertThat(read().find("g:two", "1.0").orElseThrow().artifacts())
                .containsExactly("g:one", "g:two");
    }

    @Test
    void otherVersionsOfTheSameMoveByThemselves() throws Exception {
        pom(
                "",
                own("root")
                        + "<properties><x>1.0</x></properties><modules><module>a</module></modules>"
                        + "<dependencies>"
                        + dependency("g", "one", "${x}")
                        + "</dependencies>");
        pom("a", child("a") + "<properties><x>2.0</x></properties>");
        assertThat(names(read())).containsExactly("g:one 1.0 1", "g:one (a/pom.xml) 2.0 1");
        assertThat(read().find("g:one (a/pom.xml)", "2.0").orElseThrow().places())
                .extracting(place -> place.pom().artifactId())
                .containsExactly("a");
    }

    @Test
    void looksEverywhereWhereAVersionCanStand() throws Exception {
        String coordinates = "<groupId>g</groupId><artifactId>%s</artifactId><version>1</version>";
        pom(
                "",
                "<parent><groupId>g</groupId><artifactId>parent</artifactId><version>1</version>"
                        + "<relativePath/></parent><groupId>own</groupId><artifactId>root</artifactId>"
                        + "<build><extensions><extension>"
                        + coordinates.formatted("extension")
                        + "</extension></extensions><pluginManagement><plugins><plugin>"
                        + coordinates.formatted("managed-plugin")
                        + "</plugin></plugins></pluginManagement><plugins><plugin>"
                        + "<artifactId>maven-x-plugin</artifactId><version>1</version>"
                        + "<dependencies>"
                        + dependency("g", "of-plugin", "1")
                        + "</dependencies><configuration><annotationProcessorPaths><path>"
                        + coordinates.formatted("processor")
                        + "</path></annotationProcessorPaths></configuration>"
                        + "</plugin></plugins></build><reporting><plugins><plugin>"
                        + coordinates.formatted("report")
                        + "</plugin></plugins></reporting><profiles><profile><id>p</id>"
                        + "<dependencies>"
                        + dependency("g", "in-profile", "${only}")
                        + "</dependencies><properties><only>1</only></properties>"
                        + "</profile></profiles>");
        Files.createDirectory(temp.resolve(".mvn"));
        Files.writeString(
                temp.resolve(".mvn/extensions.xml"),
                "<extensions><extension>"
                        + coordinates.formatted("core")
                        + "</extension></extensions>");
        assertThat(read().declared().stream().map(Declared::name))
                .containsExactlyInAnyOrder(
                        "g:parent",
                        "g:extension",
                        "g:managed-plugin",
                        "org.apache.maven.plugins:maven-x-plugin",
                        "g:of-plugin",
                        "g:processor",
                        "g:report",
                        "g:in-profile",
                        "g:core");
    }

    @Test
    void whatCannotMoveHasItsReason() throws Exception {
        pom(
                "",
                own("root")
                        + "<modules><module>a</module></modules><properties><half>1</half></properties>"
                        + "<dependencies>"
                        + dependency("g", "range", "[1,2)")
                        + dependency("g", "snapshot", "1-SNAPSHOT")
                        + dependency("g", "outside", "${spring.version}")
                        + dependency("g", "composed", "${half}.0")
                        + dependency("g", "given", "${revision}")
                        + dependency("g", "torn", "1.<!-- x -->0")
                        + dependency("${unknown}", "odd", "1")
                        + dependency("own", "a", "${project.version}")
                        + "<dependency><groupId>g</groupId><artifactId>file</artifactId>"
                        + "<version>1</version><scope>system</scope></dependency>"
                        + "<dependency><groupId>g</groupId><artifactId>managed</artifactId></dependency>"
                        + "</dependencies>");
        pom("a", child("a"));
        Declarations declarations = read();
        assertThat(declarations.declared()).isEmpty();
        assertThat(declarations.skipped().stream().map(one -> one.name() + ": " + one.reason()))
                .containsExactly(
                        "g:range: declared as the range [1,2), not as a version",
                        "g:snapshot: 1-SNAPSHOT is no released version",
                        "g:outside: property spring.version is not set in this project",
                        "g:composed: ${half}.0 is put together of properties",
                        "g:given: ${revision} is given by whoever builds the project",
                        "g:torn: a comment stands in the middle of the version",
                        "${unknown}:odd: its name holds a property that is not known here",
                        "g:file: it is a file of the project (scope system)");
    }

    @Test
    void whatLiesOutsideIsLeftAlone() throws Exception {
        Files.writeString(
                temp.resolve("pom.xml"),
                "<project>" + own("root") + "<properties><x>1</x></properties></project>");
        pom(
                "a",
                child("a") + "<dependencies>" + dependency("g", "one", "${x}") + "</dependencies>");
        Declarations declarations = Declarations.of(Reactor.read(temp.resolve("a")));
        assertThat(declarations.declared()).isEmpty();
        assertThat(declarations.skipped().getFirst().reason()).contains("outside of the project's");
    }

    @Test
    void editsBytesAndRefusesWhatItDoesNotUnderstand() throws Exception {
        String before =
                "<?xml version='1.0'?>\r\n<!-- <version>1</version> --><project a='>'>\r\n"
                        + own("root")
                        + "<dependencies><dependency ><groupId>g</groupId ><artifactId>one</artifactId>\r\n"
                        + "\t<version>\r\n  <![CDATA[1.0]]>\t</version><type/></dependency>"
                        + "</dependencies></project >\r\n<!-- é -->";
        Path file = temp.resolve("pom.xml");
        Files.write(file, before.getBytes(StandardCharsets.ISO_8859_1));
        Edits edits = new Edits();
        read().declared().getFirst().places().forEach(place -> edits.add(place, "10.0.1"));
        edits.write();
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .isEqualTo(before.replace("[1.0]", "[10.0.1]"));
        assertThatThrownBy(edits::write).hasMessageContaining("changed by somebody else");

        Files.writeString(file, before, StandardCharsets.UTF_16);
        assertThatThrownBy(this::read).hasMessageContaining("UTF-16");
        Files.writeString(file, "<!DOCTYPE project><project/>");
        assertThatThrownBy(this::read).hasMessageContaining("document type");
        Files.writeString(file, "<project><a></project>");
        assertThatThrownBy(this::read).isInstanceOf(IOException.class);
    }
}
