<?php
/**
 * Answers cases with verdicts, one JSON object a line in and out:
 *
 *     npx tsx test/vectors/golden/export-cases.ts | php examples/magento/verdicts.php
 *
 * The lines are described in test/vectors/golden/README.md, so that a verifier in any language can
 * be held against the same cases.
 */
declare(strict_types=1);

use Contentmark\AnySubject;
use Contentmark\Bytes;
use Contentmark\Content;
use Contentmark\Ed25519;
use Contentmark\InvisibleText;
use Contentmark\NoCanonicalForm;
use Contentmark\Trust;
use Contentmark\Verifier;

require __DIR__ . '/contentmark.php';

/** Claims that are byte strings, and members of such. */
const BYTE_STRINGS = ['digest', 'value', 'privateDigest', 'ingredients'];

const OUTPUT = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR;

/** @param array<string,mixed> $content as it stands in a case */
function readContent(array $content): Content
{
    return match (array_key_first($content)) {
        'text' => Content::text($content['text']),
        'textBytes' => Content::text(hex2bin($content['textBytes'])),
        'jsonTextBytes' => Content::json(hex2bin($content['jsonTextBytes'])),
        'jsonText' => Content::json($content['jsonText']),
        'raw' => Content::raw(hex2bin($content['raw'])),
        'html' => Content::html($content['html']),
        'htmlText' => Content::htmlText($content['htmlText']),
        // The digest of what is shown, computed elsewhere; null where it has no canonical form.
        'html-1', 'html-text-1' => readDigest(array_key_first($content), reset($content)),
    };
}

function readDigest(string $profile, ?string $hex): Content
{
    $digest = fn (): ?string => $hex === null ? null : hex2bin($hex);
    return $profile === 'html-1' ? Content::html('', $digest) : Content::htmlText('', $digest);
}

/** @param array<string,mixed> $context */
function createVerifier(array $context): Verifier
{
    $entries = array_map(
        fn (array $entry) => ['publicKey' => hex2bin($entry['publicKey'])] + $entry,
        $context['trust'],
    );
    $verifier = new Verifier(
        new Trust($entries),
        $context['environment'],
        $context['audience'] ?? null,
        $context['clockTolerance'] ?? 60,
        $context['recall']['ids'] ?? [],
        $context['recall']['validUntil'] ?? PHP_INT_MAX,
    );
    return $verifier;
}

/** Claims as JSON: byte strings as hexadecimal. */
function printable(mixed $value, string $name = ''): mixed
{
    if (is_array($value)) {
        $printed = [];
        foreach ($value as $key => $item) {
            $printed[$key] = printable($item, $name === 'extensions' || is_int($key) ? $name : $key);
        }
        // As pairs, since PHP takes some keys for numbers and prints none that begins with NUL.
        return $name === 'extensions'
            ? array_map(fn ($key) => [(string) $key, $printed[$key]], array_keys($printed))
            : $printed;
    }
    return match (true) {
        $value instanceof Bytes => bin2hex($value->bytes),
        is_string($value) && in_array($name, BYTE_STRINGS, true) => bin2hex($value),
        default => $value,
    };
}

/**
 * @param array<string,mixed> $case
 * @return array<string,mixed>
 */
function answer(array $case, ?Verifier $verifier): array
{
    if (isset($case['canonical'])) {
        try {
            return ['sha256' => bin2hex((string) readContent($case['canonical'])->canonicalDigest())];
        } catch (NoCanonicalForm) {
            return ['sha256' => null];
        }
    }
    if (isset($case['ed25519'])) {
        [$key, $signature, $message] = array_map('hex2bin', $case['ed25519']);
        return ['isValid' => Ed25519::findKeyProblem($key) === null
            && Ed25519::verify($signature, $message, $key)];
    }
    if (isset($case['pointerTo'])) {
        return ['pointer' => bin2hex((string) InvisibleText::pointerTo($case['pointerTo']))];
    }
    $content = $case['content'];
    $verdict = $verifier->verify(
        isset($content['parts'])
            ? array_map('readContent', $content['parts'])
            : readContent($content),
        isset($case['markIn'])
            ? InvisibleText::read($case['markIn']['text'], $case['markIn']['envelopes'] ?? [])
            : $case['mark'],
        $case['subject'] ?? AnySubject::Dangerous,
        $case['now'],
        $case['requiredParts'] ?? [],
    );
    return array_filter(
        [
            'status' => $verdict->status,
            'reason' => $verdict->reason,
            'parts' => $verdict->parts === [] ? null : (object) $verdict->parts,
            'claims' => $verdict->claims === null ? null : printable($verdict->claims),
            'keyId' => $verdict->keyId,
            'coverage' => $verdict->coverage,
        ],
        fn ($member) => $member !== null,
    );
}

$contexts = [];
$verifiers = [];
$rootAnswers = [];
while (($line = fgets(STDIN)) !== false) {
    $case = json_decode($line, true, 512, JSON_THROW_ON_ERROR);
    if (!isset($case['id'])) {
        $contexts[$case['context']] = $case;
        try {
            $verifier = $verifiers[$case['context']] = createVerifier($case);
            $rootAnswers[$case['context']] = array_map(
                fn (string $root) => $verifier->addRoot($root) ?? 'accepted',
                $case['roots'] ?? [],
            );
        } catch (InvalidArgumentException) {
            $verifiers[$case['context']] = null;
        }
        continue;
    }
    $context = $case['context'] ?? '';
    $case += $contexts[$context] ?? [];
    $isRefused = array_key_exists($context, $verifiers) && $verifiers[$context] === null;
    $answer = $isRefused ? ['status' => 'trust-refused'] : answer($case, $verifiers[$context] ?? null);
    $roots = $rootAnswers[$context] ?? [];
    echo json_encode(
        ['id' => $case['id']] + $answer + ($roots === [] ? [] : ['roots' => $roots]),
        OUTPUT,
    ), "\n";
}
