<?php
/**
 * A verifier for contentmark envelopes in PHP: one file, no Composer, PHP 8.1 or newer with
 * ext-sodium and ext-intl (both are required by Magento 2.4). It follows docs/format.md and comes
 * to the same verdicts as the TypeScript package; test/examples/php-verifier.test.ts holds the two
 * against each other.
 *
 *     $trust = Contentmark\Trust::fromJson(file_get_contents('trust.json'));
 *     $verifier = new Contentmark\Verifier($trust, 'production');
 *     $verdict = $verifier->verify(
 *         ['name' => Contentmark\Content::text($product->getName())],
 *         $product->getData('contentmark'),
 *         $product->getSku(),
 *     );
 *     if ($verdict->status !== 'verified') { ... $verdict->reason ... }
 *
 * What comes from outside never throws, it gives a verdict. A mistake in the call throws
 * InvalidArgumentException.
 *
 * Not here: the profiles html-1 and html-text-1. They rest on what an HTML5 parser does while it
 * parses (which end tags had no effect, what is still open), and no parser that PHP comes with
 * tells. Hand in the digest, or a callable that has it computed; without either the verdict on such
 * a part is `undecided`, which is not a pass.
 */
declare(strict_types=1);

namespace Contentmark;

/** The opt-out from comparing the subject: a mark then passes on any product. For listings only. */
enum AnySubject
{
    case Dangerous;
}

/** What a check found out. `claims`, `keyId` and `coverage` are set on `verified` only. */
final class Verdict
{
    /**
     * @param 'verified'|'rejected'|'absent'|'undecided' $status `undecided`: all that could be
     *     checked held, but some content could not be compared (`profile-unsupported`).
     * @param string|null $reason of docs/format.md, "Order of the checks"; null on verified and absent.
     * @param array<string,string> $parts what became of each part of a record, by name.
     * @param array<string,mixed>|null $claims byte strings stay byte strings.
     */
    public function __construct(
        public readonly string $status,
        public readonly ?string $reason = null,
        public readonly string $detail = '',
        public readonly array $parts = [],
        public readonly ?array $claims = null,
        public readonly ?string $keyId = null,
        public readonly ?string $coverage = null,
    ) {
    }
}

/** A byte string among the caller's own claims, told from text. */
final class Bytes
{
    public function __construct(public readonly string $bytes)
    {
    }
}

/** A refusal on its way to becoming a verdict. Never leaves {@see Verifier}. */
final class Refusal extends \RuntimeException
{
    /** @param array<string,string> $parts */
    public function __construct(
        public readonly string $reason,
        string $detail,
        public readonly array $parts = [],
    ) {
        parent::__construct($detail);
    }
}

/** Content that has no canonical form under its profile. */
final class NoCanonicalForm extends \RuntimeException
{
}

// ---------------------------------------------------------------------------------------------
// Text form and CBOR
// ---------------------------------------------------------------------------------------------

/** Unpadded base64url, strict: one text for one byte string. Null for any other text. */
function decodeBase64url(string $text): ?string
{
    if (preg_match('/^[A-Za-z0-9_-]*$/D', $text) !== 1) {
        return null;
    }
    $bytes = base64_decode(strtr($text, '-_', '+/'), true);
    // base64_decode overlooks an impossible length and spare bits; writing it again does not.
    return $bytes !== false && encodeBase64url($bytes) === $text ? $bytes : null;
}

function encodeBase64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

/** Whether bytes are UTF-8: no surrogates, nothing overlong, nothing above U+10FFFF. */
function isUtf8(string $bytes): bool
{
    return preg_match('//u', $bytes) === 1;
}

/**
 * Reads the one encoding that is accepted (RFC 8949 §4.2.1): shortest heads, definite lengths, map
 * keys ascending, valid UTF-8. Throws a Refusal `malformed` at the first thing that is otherwise,
 * so what passes through here is exactly what an encoder would print.
 */
final class CborReader
{
    public const UINT = 0;
    public const NEGATIVE = 1;
    public const BYTES = 2;
    public const TEXT = 3;
    public const ARRAY = 4;
    public const MAP = 5;
    public const TAG = 6;
    public const SIMPLE = 7;

    private int $at = 0;

    public function __construct(private readonly string $bytes, private readonly string $where = '')
    {
    }

    public function fail(string $problem): never
    {
        throw new Refusal('malformed', "$this->where$problem at byte $this->at");
    }

    public function position(): int
    {
        return $this->at;
    }

    /** The major type of the next item, or -1 at the end. */
    public function peekMajor(): int
    {
        return $this->at < strlen($this->bytes) ? ord($this->bytes[$this->at]) >> 5 : -1;
    }

    /** The argument of a head of this major type, at most 2^53 - 1. */
    private function head(int $major): int
    {
        if ($this->at >= strlen($this->bytes)) {
            $this->fail('unexpected end');
        }
        $initial = ord($this->bytes[$this->at]);
        if ($initial >> 5 !== $major) {
            $this->fail("expected major type $major");
        }
        $short = $initial & 31;
        $this->at += 1;
        if ($short < 24) {
            return $short;
        }
        if ($short > 27) {
            $this->fail('indefinite length or reserved head');
        }
        $size = 1 << ($short - 24);
        if ($this->at + $size > strlen($this->bytes)) {
            $this->fail('unexpected end');
        }
        $argument = 0;
        for ($i = 0; $i < $size; $i++) {
            // Before the number can grow past 64 bits.
            if ($argument >= 2 ** 45) {
                $this->fail('number above 2^53 - 1');
            }
            $argument = $argument << 8 | ord($this->bytes[$this->at + $i]);
        }
        if ($argument < ($size === 1 ? 24 : 2 ** (4 * $size))) {
            $this->fail('number not in its shortest form');
        }
        $this->at += $size;
        return $argument;
    }

    public function uint(int $max): int
    {
        $value = $this->head(self::UINT);
        return $value <= $max ? $value : $this->fail("number above $max");
    }

    public function int(): int
    {
        return $this->peekMajor() === self::NEGATIVE
            ? -1 - $this->head(self::NEGATIVE)
            : $this->head(self::UINT);
    }

    public function bytes(int $min, int $max): string
    {
        return $this->string(self::BYTES, $min, $max);
    }

    /** Text of 1 to $max bytes. A byte order mark is text. */
    public function text(int $max): string
    {
        $text = $this->string(self::TEXT, 1, $max);
        return isUtf8($text) ? $text : $this->fail('text is not UTF-8');
    }

    private function string(int $major, int $min, int $max): string
    {
        $length = $this->head($major);
        if ($length < $min || $length > $max || $length > strlen($this->bytes) - $this->at) {
            $this->fail("string of $length bytes");
        }
        $this->at += $length;
        return substr($this->bytes, $this->at - $length, $length);
    }

    /** The number of items of an array. */
    public function array(int $max): int
    {
        return $this->count(self::ARRAY, $max);
    }

    private function count(int $major, int $max): int
    {
        $count = $this->head($major);
        return $count <= $max ? $count : $this->fail("$count items, at most $max");
    }

    public function tag(int $tag): void
    {
        if ($this->head(self::TAG) !== $tag) {
            $this->fail("expected tag $tag");
        }
    }

    public function boolean(): bool
    {
        $initial = $this->bytes[$this->at] ?? '';
        if ($initial !== "\xf4" && $initial !== "\xf5") {
            $this->fail('expected a boolean');
        }
        $this->at += 1;
        return $initial === "\xf5";
    }

    public function null(): void
    {
        if (($this->bytes[$this->at] ?? '') !== "\xf6") {
            $this->fail('expected null');
        }
        $this->at += 1;
    }

    /**
     * The keys of a map of integers, each before its value: the loop's body reads the value, and
     * fails on a key it does not know.
     *
     * @return \Generator<int>
     */
    public function intMap(int $max): \Generator
    {
        $previous = -1;
        for ($left = $this->count(self::MAP, $max); $left > 0; $left--) {
            $key = $this->int();
            // Encoded order is 0, 1, 2 … then -1, -2 …; no key of ours is near 2^33.
            $rank = $key < 0 ? 2 ** 33 - $key : $key;
            if ($rank <= $previous) {
                $this->fail('map keys not in ascending order');
            }
            $previous = $rank;
            yield $key;
        }
    }

    /**
     * The keys of a map of texts, likewise. A shorter encoded key comes first, since its head does.
     *
     * @return \Generator<string>
     */
    public function textMap(int $max, int $maxKey): \Generator
    {
        $previous = '';
        for ($left = $this->count(self::MAP, $max); $left > 0; $left--) {
            $start = $this->at;
            $key = $this->text($maxKey);
            $encoded = substr($this->bytes, $start, $this->at - $start);
            if (strcmp($encoded, $previous) <= 0) {
                $this->fail('map keys not in ascending order');
            }
            $previous = $encoded;
            yield $key;
        }
    }

    public function end(): void
    {
        if ($this->at !== strlen($this->bytes)) {
            $this->fail('trailing bytes');
        }
    }
}

// ---------------------------------------------------------------------------------------------
// The envelope (docs/format.md, "Schema" and "Batches")
// ---------------------------------------------------------------------------------------------

const MAX_ENVELOPE_BYTES = 8192;
const MAX_RECEIPT_BYTES = 4096;
const MAX_TEXT_BYTES = 512;
const MAX_CODE = 0xffff;
const MAX_SECONDS = 0xffffffff;
const MAX_TREE_SIZE = 2 ** 40;
const MAX_PARTS = 64;
const PROFILES = ['raw-1', 'text-1', 'json-1', 'html-1', 'html-text-1'];
const PURPOSES = ['content', 'fixture', 'seed', 'demo', 'canary'];
const REVIEW_KINDS = ['editorial', 'fact-check', 'legal'];
const TOPICS = ['none', 'health', 'consumer-safety', 'sustainability', 'investor'];
const KINDS = [
    'title', 'description', 'review', 'image', 'alt-text', 'price', 'customer', 'address', 'payment',
    'order', 'settings', 'user', 'product', 'category', 'page', 'message',
];
const SOURCE_TYPES = [
    'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
    'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia',
    'http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic',
    'http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced',
    'http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia',
    'http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits',
    'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation',
    'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture',
    'http://cv.iptc.org/newscodes/digitalsourcetype/computationalCapture',
    'http://cv.iptc.org/newscodes/digitalsourcetype/dataDrivenMedia',
    'http://cv.iptc.org/newscodes/digitalsourcetype/composite',
    'http://cv.iptc.org/newscodes/digitalsourcetype/compositeCapture',
    'http://cv.iptc.org/newscodes/digitalsourcetype/virtualRecording',
    'http://cv.iptc.org/newscodes/digitalsourcetype/screenCapture',
    'http://c2pa.org/digitalsourcetype/trainedAlgorithmicData',
];

/** A byte string with its CBOR head. Lengths here stay below 2^16 by the size limit. */
function encodeBstr(string $bytes): string
{
    $length = strlen($bytes);
    return match (true) {
        $length < 24 => chr(0x40 | $length),
        $length < 0x100 => "\x58" . chr($length),
        default => "\x59" . pack('n', $length),
    } . $bytes;
}

/** The bytes that are signed: ["Signature1", protected, h'', payload] (RFC 9052 §4.4). */
function encodeSigStructure(string $protectedHeader, string $payload): string
{
    return "\x84\x6aSignature1" . encodeBstr($protectedHeader) . "\x40" . encodeBstr($payload);
}

/** An envelope as it stands in its bytes. Nothing in it is believed before the signature holds. */
final class Envelope
{
    /**
     * @param 'single'|'batch'|'thin' $mode
     * @param array<string,mixed> $claims
     * @param array<string,array{int,string}>|null $parts profile and digest by part name (a manifest)
     */
    private function __construct(
        public readonly string $protectedHeader,
        public readonly string $payload,
        public readonly string $signature,
        public readonly string $mode,
        public readonly ?string $keyId,
        public readonly ?RootStatement $root,
        public readonly ?InclusionProof $proof,
        public readonly array $claims,
        public readonly ?int $profile,
        public readonly ?array $parts,
    ) {
    }

    /** Reads the closed schema. The order in which it refuses is that of docs/format.md. */
    public static function decode(string $bytes): self
    {
        if (strlen($bytes) > MAX_ENVELOPE_BYTES) {
            throw new Refusal('too-large', strlen($bytes) . ' bytes');
        }
        $reader = new CborReader($bytes);
        $reader->tag(18);
        if ($reader->array(4) !== 4) {
            $reader->fail('expected an array of four');
        }
        $protectedHeader = $reader->bytes(1, strlen($bytes));
        [$receipt, $proof] = self::readUnprotected($reader);
        $payload = $reader->bytes(0, strlen($bytes));
        $signature = $reader->bytes(0, 64);
        $reader->end();

        $header = self::readProtected($protectedHeader);
        $isSingle = $receipt === null && $proof === null;
        if ($header['type'] === null || $isSingle === ($header['algorithm'] === null)) {
            throw new Refusal('malformed', 'no "typ", or "alg" where it may not be or none where it must');
        }
        if (!$isSingle && $header['keyId'] !== null) {
            throw new Refusal('malformed', 'a batch item with a key of its own');
        }
        if (strlen($signature) !== ($isSingle ? 64 : 0)) {
            throw new Refusal('malformed', 'a signature of the wrong length');
        }
        $root = null;
        if ($receipt !== null) {
            [$root, $proof] = RootStatement::readReceipt($receipt);
        } elseif ($proof !== null) {
            $proof = InclusionProof::read($proof);
        } elseif ($header['keyId'] === null) {
            throw new Refusal('malformed', 'no key id');
        }
        if ($header['claims'] === null || $header['isManifest'] === null) {
            throw new Refusal('malformed', 'no claims, or neither a digest nor a manifest');
        }
        [$claims, $profile] = $header['claims'];
        if ($header['isManifest'] === ($profile !== null)) {
            throw new Refusal('malformed', 'a manifest with one profile, or a digest without');
        }
        if ($profile !== null && strlen($payload) !== 32) {
            throw new Refusal('malformed', 'the payload is not a SHA-256 digest');
        }
        // Every other profile says by itself what its content is.
        if ($header['hasPreimageType'] && $profile !== 0) {
            throw new Refusal('malformed', 'a preimage type beside another profile than raw-1');
        }
        $parts = $profile === null ? self::readManifest($payload) : null;
        // Last, so that what is malformed as well is called malformed by every implementation.
        if ($header['type'] !== 'application/vnd.contentmark+cose') {
            throw new Refusal('wrong-type', 'another "typ"');
        }
        if ($isSingle && $header['algorithm'] !== -19) {
            throw new Refusal('unsupported-algorithm', '"alg" is not -19');
        }
        $mode = $isSingle ? 'single' : ($root === null ? 'thin' : 'batch');
        return new self(
            $protectedHeader, $payload, $signature, $mode, $header['keyId'], $root, $proof, $claims,
            $profile, $parts,
        );
    }

    /** The envelope as it stands in a batch: unprotected header {}, signature h''. */
    public function statement(): string
    {
        return "\xd2\x84" . encodeBstr($this->protectedHeader) . "\xa0" . encodeBstr($this->payload)
            . "\x40";
    }

    /** @return array{?string,?string} the receipt or the proof; at most one of them is there. */
    private static function readUnprotected(CborReader $reader): array
    {
        $receipt = $proof = null;
        foreach ($reader->intMap(1) as $label) {
            if ($label === 394) {
                if ($reader->array(1) !== 1) {
                    $reader->fail('expected one receipt');
                }
                $receipt = $reader->bytes(1, MAX_RECEIPT_BYTES);
            } elseif ($label === 396) {
                $proof = InclusionProof::readMap($reader) ?? $reader->fail('no inclusion proof');
            } else {
                $reader->fail("unknown header $label");
            }
        }
        return [$receipt, $proof];
    }

    /** @return array{type:?string,algorithm:?int,keyId:?string,claims:?array,isManifest:?bool,hasPreimageType:bool} */
    private static function readProtected(string $bytes): array
    {
        $reader = new CborReader($bytes, 'protected header: ');
        $type = $algorithm = $keyId = $claims = $isManifest = null;
        $hasPreimageType = false;
        foreach ($reader->intMap(6) as $label) {
            match ($label) {
                1 => $algorithm = $reader->int(),
                3 => $isManifest = $reader->uint(MAX_CODE) === 60
                    ?: $reader->fail('a content type other than application/cbor'),
                4 => $keyId = $reader->bytes(8, 8),
                15 => $claims = ClaimsReader::read($reader),
                // Other signed objects, receipts among them, name their type by a number.
                16 => $type = self::readTextOrCode($reader),
                258 => $isManifest = $isManifest === null && $reader->int() === -16
                    ? false
                    : $reader->fail('a payload hash that is not SHA-256, or on a manifest'),
                259 => $hasPreimageType = $isManifest === false
                    ? self::readTextOrCode($reader) !== ''
                    : $reader->fail('a preimage type without a payload hash'),
                default => $reader->fail("unknown header $label"),
            };
        }
        $reader->end();
        return compact('type', 'algorithm', 'keyId', 'claims', 'isManifest', 'hasPreimageType');
    }

    private static function readTextOrCode(CborReader $reader): string
    {
        return $reader->peekMajor() === CborReader::TEXT
            ? $reader->text(MAX_TEXT_BYTES)
            : (string) $reader->uint(MAX_CODE);
    }

    /** @return array<string,array{int,string}> */
    private static function readManifest(string $payload): array
    {
        $reader = new CborReader($payload, 'manifest: ');
        $parts = [];
        foreach ($reader->textMap(MAX_PARTS, MAX_TEXT_BYTES) as $name) {
            if ($reader->array(2) !== 2) {
                $reader->fail('a part is a pair');
            }
            $parts[$name] = [$reader->uint(count(PROFILES) - 1), $reader->bytes(32, 32)];
        }
        if ($parts === []) {
            $reader->fail('no parts');
        }
        $reader->end();
        return $parts;
    }
}

/** The CWT claims map with the mark in it. */
final class ClaimsReader
{
    /** @return array{array<string,mixed>,?int} the claims, and the profile that stands among them. */
    public static function read(CborReader $reader): array
    {
        $claims = [];
        $profile = null;
        foreach ($reader->intMap(9) as $key) {
            match ($key) {
                1 => $claims['issuer'] = $reader->text(MAX_TEXT_BYTES),
                2 => $claims['subject'] = $reader->text(MAX_TEXT_BYTES),
                3 => $claims['audience'] = $reader->text(MAX_TEXT_BYTES),
                4 => $claims['expiresAt'] = $reader->uint(MAX_SECONDS),
                5 => $claims['notBefore'] = $reader->uint(MAX_SECONDS),
                6 => $claims['issuedAt'] = $reader->uint(MAX_SECONDS),
                7 => $claims['id'] = self::formatUuid($reader->bytes(16, 16)),
                -65537 => $profile = self::readMark($reader, $claims),
                -65538 => $claims['extensions'] = self::readExtensions($reader),
                default => $reader->fail("unknown claim $key"),
            };
        }
        self::requireFields($reader, $claims, ['issuer', 'subject', 'issuedAt', 'id', 'sourceType']);
        return [$claims, $profile];
    }

    /** @param array<string,mixed> $claims */
    private static function readMark(CborReader $reader, array &$claims): ?int
    {
        $profile = null;
        $digest = fn (): string => $reader->bytes(32, 32);
        $topic = fn (): string|int => self::readWord($reader, TOPICS, 0);
        $softBinding = fn (): array => self::readSoftBinding($reader);
        foreach ($reader->intMap(12) as $key) {
            match ($key) {
                1 => $profile = $reader->uint(count(PROFILES) - 1),
                2 => $claims['sourceType'] = self::readSourceType($reader),
                3 => $claims['purpose'] = PURPOSES[$reader->uint(count(PURPOSES) - 1)],
                4 => $claims['environment'] = $reader->text(MAX_TEXT_BYTES),
                5 => $claims['generator'] = self::readGenerator($reader),
                6 => $claims['ingredients'] = self::readList($reader, 16, $digest),
                7 => $claims['kind'] = self::readWord($reader, KINDS, 1),
                9 => $claims['review'] = self::readReview($reader),
                10 => $claims['detectionUrl'] = $reader->text(MAX_TEXT_BYTES),
                11 => $claims['topics'] = self::readList($reader, 16, $topic),
                12 => $claims['privateDigest'] = $reader->bytes(32, 32),
                13 => $claims['softBindings'] = self::readList($reader, 8, $softBinding),
                default => $reader->fail("unknown key $key in the mark"),
            };
        }
        self::requireFields($reader, $claims, ['sourceType', 'purpose', 'environment']);
        return $profile;
    }

    private static function readSourceType(CborReader $reader): string
    {
        if ($reader->peekMajor() === CborReader::UINT) {
            $code = $reader->uint(count(SOURCE_TYPES));
            return SOURCE_TYPES[$code - 1] ?? $reader->fail("unknown source type $code");
        }
        $uri = $reader->text(MAX_TEXT_BYTES);
        // One spelling for one meaning: what has a code is written as the code.
        if (in_array($uri, SOURCE_TYPES, true) || preg_match('/^[a-z][a-z0-9+.-]*:[!-~]+$/D', $uri) !== 1) {
            $reader->fail('a source type that has a code, or that is not a URI');
        }
        return $uri;
    }

    private static function formatUuid(string $bytes): string
    {
        return preg_replace('/^(.{8})(.{4})(.{4})(.{4})/', '$1-$2-$3-$4-', bin2hex($bytes));
    }

    /** @return array<string,string> */
    private static function readGenerator(CborReader $reader): array
    {
        $generator = [];
        foreach ($reader->intMap(3) as $key) {
            $name = [1 => 'name', 2 => 'version', 3 => 'model'][$key]
                ?? $reader->fail("unknown key $key in the generator");
            $generator[$name] = $reader->text(MAX_TEXT_BYTES);
        }
        self::requireFields($reader, $generator, ['name']);
        return $generator;
    }

    /** @return array<string,mixed> */
    private static function readReview(CborReader $reader): array
    {
        $review = [];
        foreach ($reader->intMap(4) as $key) {
            match ($key) {
                1 => $review['kind'] = REVIEW_KINDS[$reader->uint(count(REVIEW_KINDS)) - 1]
                    ?? $reader->fail('unknown review kind'),
                2 => $review['party'] = $reader->text(MAX_TEXT_BYTES),
                3 => $review['reviewedAt'] = $reader->uint(MAX_SECONDS),
                4 => $review['digest'] = $reader->bytes(32, 32),
                default => $reader->fail("unknown key $key in the review"),
            };
        }
        self::requireFields($reader, $review, ['kind', 'party', 'reviewedAt', 'digest']);
        return $review;
    }

    /** @return array{algorithm:int,value:string} */
    private static function readSoftBinding(CborReader $reader): array
    {
        if ($reader->array(2) !== 2) {
            $reader->fail('a soft binding is a pair');
        }
        return ['algorithm' => $reader->uint(MAX_CODE), 'value' => $reader->bytes(1, 64)];
    }

    /** @return array<string,string|int|bool|Bytes> */
    private static function readExtensions(CborReader $reader): array
    {
        $start = $reader->position();
        $extensions = [];
        foreach ($reader->textMap(64, MAX_TEXT_BYTES) as $key) {
            $extensions[$key] = match ($reader->peekMajor()) {
                CborReader::UINT => $reader->int(),
                CborReader::BYTES => new Bytes($reader->bytes(0, 1024)),
                CborReader::TEXT => $reader->text(1024),
                CborReader::SIMPLE => $reader->boolean(),
                default => $reader->fail('an extension of another type'),
            };
        }
        if ($extensions === [] || $reader->position() - $start > 1024) {
            $reader->fail('no extensions, or over 1,024 bytes of them');
        }
        return $extensions;
    }

    /**
     * A word of an open vocabulary, or its number where this version does not know it.
     *
     * @param list<string> $words
     */
    private static function readWord(CborReader $reader, array $words, int $first): string|int
    {
        $code = $reader->uint(MAX_CODE);
        return $code < $first ? $reader->fail("unknown code $code") : $words[$code - $first] ?? $code;
    }

    /**
     * A list of at least one item: an empty one would be a second spelling of none.
     *
     * @return list<mixed>
     */
    private static function readList(CborReader $reader, int $max, callable $item): array
    {
        $list = [];
        for ($left = $reader->array($max) ?: $reader->fail('an empty list'); $left > 0; $left--) {
            $list[] = $item();
        }
        return $list;
    }

    /**
     * @param array<string,mixed> $fields
     * @param list<string> $names
     */
    private static function requireFields(CborReader $reader, array $fields, array $names): void
    {
        foreach ($names as $name) {
            if (!array_key_exists($name, $fields)) {
                $reader->fail("no $name");
            }
        }
    }
}

/** Where a statement stands in its tree, and the hashes that lead from it to the root. */
final class InclusionProof
{
    /** @param list<string> $path 32 bytes each, from the leaf upwards. */
    private function __construct(
        public readonly int $treeSize,
        public readonly int $leafIndex,
        public readonly array $path,
    ) {
    }

    /** Reads {-1: [proof]}, the value of label 396. */
    public static function readMap(CborReader $reader): ?string
    {
        $proof = null;
        foreach ($reader->intMap(1) as $key) {
            if ($key !== -1 || $reader->array(1) !== 1) {
                $reader->fail('expected one inclusion proof');
            }
            $proof = $reader->bytes(1, MAX_RECEIPT_BYTES);
        }
        return $proof;
    }

    public static function read(string $bytes): self
    {
        $reader = new CborReader($bytes, 'inclusion proof: ');
        if ($reader->array(3) !== 3) {
            $reader->fail('expected an array of three');
        }
        $treeSize = $reader->uint(MAX_TREE_SIZE);
        $leafIndex = $reader->uint(MAX_TREE_SIZE);
        $path = [];
        for ($left = $reader->array(40); $left > 0; $left--) {
            $path[] = $reader->bytes(32, 32);
        }
        $reader->end();
        if ($treeSize < 2 || $leafIndex >= $treeSize) {
            $reader->fail('no such leaf');
        }
        $count = 0;
        for ($at = $leafIndex, $last = $treeSize - 1; $last > 0; $last >>= 1, $at >>= 1) {
            $count += $at % 2 === 1 || $at < $last ? 1 : 0;
        }
        if (count($path) !== $count) {
            $reader->fail('the path does not fit its tree');
        }
        return new self($treeSize, $leafIndex, $path);
    }

    /** The root that a statement and this path lead to (RFC 9162 §2.1.3.2). */
    public function climb(string $statement): string
    {
        $node = hash('sha256', "\x00" . $statement, true);
        $path = $this->path;
        $at = $this->leafIndex;
        for ($last = $this->treeSize - 1; $last > 0; $last = intdiv($last, 2)) {
            $isOdd = $at % 2 === 1;
            // A last node without a sibling is carried up as it is.
            if ($isOdd || $at < $last) {
                $sibling = array_shift($path);
                $node = hash('sha256', "\x01" . ($isOdd ? $sibling . $node : $node . $sibling), true);
            }
            $at = intdiv($at, 2);
        }
        return $node;
    }
}

/** What the signature of a batch says beside the root. */
final class RootStatement
{
    private function __construct(
        public readonly string $protectedHeader,
        public readonly string $signature,
        public readonly string $keyId,
        public readonly string $issuer,
        public readonly ?int $expiresAt,
        public readonly int $treeSize,
    ) {
    }

    /**
     * Reads 18([protected, {396: {-1: [proof]}}, nil, signature]).
     *
     * @return array{self,InclusionProof}
     */
    public static function readReceipt(string $bytes): array
    {
        $reader = new CborReader($bytes, 'receipt: ');
        $reader->tag(18);
        if ($reader->array(4) !== 4) {
            $reader->fail('expected an array of four');
        }
        $protectedHeader = $reader->bytes(1, MAX_RECEIPT_BYTES);
        $proof = null;
        foreach ($reader->intMap(1) as $label) {
            $proof = $label === 396
                ? InclusionProof::readMap($reader)
                : $reader->fail("unknown header $label");
        }
        $reader->null();
        $signature = $reader->bytes(64, 64);
        $reader->end();
        if ($proof === null) {
            $reader->fail('no inclusion proof');
        }
        $read = InclusionProof::read($proof);
        return [self::readHeader($protectedHeader, $signature), $read];
    }

    /**
     * Reads a signed root, 18([protected, {}, root, signature]).
     *
     * @return array{self,string} the statement and the root
     */
    public static function readSignedRoot(string $bytes): array
    {
        if (strlen($bytes) > MAX_RECEIPT_BYTES) {
            throw new Refusal('malformed', strlen($bytes) . ' bytes');
        }
        $reader = new CborReader($bytes, 'signed root: ');
        $reader->tag(18);
        if ($reader->array(4) !== 4) {
            $reader->fail('expected an array of four');
        }
        $protectedHeader = $reader->bytes(1, strlen($bytes));
        foreach ($reader->intMap(0) as $_) {
            // Nothing may stand there.
        }
        $root = $reader->bytes(32, 32);
        $signature = $reader->bytes(64, 64);
        $reader->end();
        return [self::readHeader($protectedHeader, $signature), $root];
    }

    private static function readHeader(string $protectedHeader, string $signature): self
    {
        $reader = new CborReader($protectedHeader, 'receipt header: ');
        $keyId = $claims = null;
        $labels = 0;
        foreach ($reader->intMap(5) as $label) {
            $labels += 1;
            $isRight = match ($label) {
                1 => $reader->int() === -19,
                4 => ($keyId = $reader->bytes(8, 8)) !== '',
                15 => ($claims = self::readClaims($reader)) !== [],
                16 => $reader->uint(MAX_CODE) === 278,
                395 => $reader->uint(MAX_CODE) === 1,
                default => false,
            };
            if (!$isRight) {
                $reader->fail("header $label");
            }
        }
        $reader->end();
        if ($labels !== 5 || !isset($claims[1], $claims[2], $claims[6], $claims[8])) {
            $reader->fail('incomplete');
        }
        return new self(
            $protectedHeader, $signature, $keyId, $claims[1], $claims[4] ?? null, $claims[8],
        );
    }

    /** @return array<int,string|int> by claim key; 8 is the tree's size. */
    private static function readClaims(CborReader $reader): array
    {
        $claims = [];
        foreach ($reader->intMap(5) as $key) {
            match ($key) {
                1, 2 => $claims[$key] = $reader->text(MAX_TEXT_BYTES),
                4, 6 => $claims[$key] = $reader->uint(MAX_SECONDS),
                -65537 => $claims += self::readTreeSize($reader),
                default => $reader->fail("unknown claim $key"),
            };
        }
        return $claims;
    }

    /** @return array<int,int> */
    private static function readTreeSize(CborReader $reader): array
    {
        $mark = [];
        foreach ($reader->intMap(1) as $key) {
            $mark[$key] = $key === 8
                ? $reader->uint(MAX_TREE_SIZE)
                : $reader->fail("unknown key $key in the mark");
        }
        return $mark;
    }
}

// ---------------------------------------------------------------------------------------------
// Ed25519 (docs/format.md, "Signatures")
// ---------------------------------------------------------------------------------------------

/**
 * The acceptance rule around libsodium's cofactorless verify. libsodium 1.0.18 itself refuses S of L
 * and more, R and keys of small order and non-canonical keys, but takes keys with a torsion component.
 * Which of these a version checks is not left to it.
 */
final class Ed25519
{
    /** L, the order of the base point, big-endian. */
    private const L = '1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed';

    /** y of the points of order 1, 2, 4 and 8, and non-canonical spellings; sign bit cleared. */
    private const SMALL_ORDER_Y = [
        '0000000000000000000000000000000000000000000000000000000000000000',
        '0100000000000000000000000000000000000000000000000000000000000000',
        '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
        'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
        'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
        'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
        'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    ];

    private static bool $isTested = false;

    /** Why 32 bytes may not be used as a public key, or null where they may. */
    public static function findKeyProblem(string $publicKey): ?string
    {
        self::selfTest();
        return self::vet($publicKey);
    }

    /** Whether a signature holds under a key that has been vetted. */
    public static function verify(string $signature, string $message, string $publicKey): bool
    {
        return self::isSignatureShape($signature)
            && sodium_crypto_sign_verify_detached($signature, $message, $publicKey);
    }

    private static function vet(string $publicKey): ?string
    {
        if (strlen($publicKey) !== SODIUM_CRYPTO_SIGN_PUBLICKEYBYTES) {
            return 'is not 32 bytes';
        }
        if (self::isSmallOrder($publicKey)) {
            return 'is a small-order point';
        }
        // y must be below p = 2^255 - 19, which is, from the top, 7f, 30 times ff and ed.
        $y = substr($publicKey, 0, 31) . chr(ord($publicKey[31]) & 0x7f);
        if (strcmp(strrev($y), "\x7f" . str_repeat("\xff", 30) . "\xed") >= 0) {
            return 'is not the canonical encoding of a point';
        }
        try {
            // Converting to X25519 is refused for what is no point or not in the prime-order
            // subgroup (ge25519_is_on_main_subgroup), which is all that is wanted of it here.
            sodium_crypto_sign_ed25519_pk_to_curve25519($publicKey);
            return null;
        } catch (\SodiumException) {
            return 'is not a point in the prime-order subgroup';
        }
    }

    /** 64 bytes, S below L, R not of small order. */
    private static function isSignatureShape(string $signature): bool
    {
        return strlen($signature) === SODIUM_CRYPTO_SIGN_BYTES
            && !self::isSmallOrder($signature)
            && strcmp(strrev(substr($signature, 32)), hex2bin(self::L)) < 0;
    }

    private static function isSmallOrder(string $encoded): bool
    {
        $y = substr($encoded, 0, 31) . chr(ord($encoded[31]) & 0x7f);
        return in_array(bin2hex($y), self::SMALL_ORDER_Y, true);
    }

    /**
     * Once a process: that this libsodium verifies, by the cofactorless equation, and refuses a key
     * with torsion. Test 1 of RFC 8032 §7.1; vectors 267 and 50 of CCTV (test/vectors/cctv-ed25519).
     */
    private static function selfTest(): void
    {
        if (self::$isTested) {
            return;
        }
        $test = fn (string $key, string $signature, string $message): bool =>
            self::verify(hex2bin($signature), $message, hex2bin($key));
        $isRight = $test(
            'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
            'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
            '',
        )
            // R has a part of order 8: a cofactored verifier takes it.
            && !$test(
                'ef75b20e7540e3dff77404193652ba2bd13df99c1508eee1515e27ae25f28076',
                '36684ea91032ba5b1dbab2d02f4debc74c3327f2b3802e2e4d371aa42b12b56b2d471882773a677af1e3824e757a33f8ddf7bbeaf3d28a09595eb8daa0d74a03',
                'ed25519vectors 3',
            )
            && self::vet(
                hex2bin('10eb7c3acfb2bed3e0d6ab89bf5a3d6afddd1176ce4812e38d9fd485058fdb1f'),
            ) !== null;
        if (!$isRight) {
            throw new \RuntimeException('this libsodium does not verify Ed25519 as docs/format.md says');
        }
        self::$isTested = true;
    }
}

/** Whom to believe, and about what. */
final class Trust
{
    private const MEMBERS = [
        'publicKey', 'issuers', 'environments', 'purposes', 'notBefore', 'notAfter', 'revokedAt',
    ];

    /** @var array<string,array<string,mixed>> by the 8 bytes of the key id, in hexadecimal */
    private array $keys = [];

    /** Reads a trust file as `contentmark keygen` writes it: {"keys": [ … ]}. */
    public static function fromJson(string $json): self
    {
        $file = json_decode($json, true, 16, JSON_THROW_ON_ERROR);
        if (!is_array($file) || array_keys($file) !== ['keys'] || !is_array($file['keys'])) {
            throw new \InvalidArgumentException('a trust file is {"keys": [ … ]}');
        }
        return new self($file['keys']);
    }

    /**
     * @param array<array<string,mixed>> $entries each with publicKey (32 bytes or a JWK), issuers,
     *     environments, and optionally purposes, notBefore, notAfter, revokedAt (Unix seconds).
     */
    public function __construct(array $entries)
    {
        if ($entries === []) {
            throw new \InvalidArgumentException('an empty trust would refuse every mark');
        }
        foreach ($entries as $index => $entry) {
            $key = self::readEntry($entry, "entry $index");
            if (isset($this->keys[$key['keyId']])) {
                throw new \InvalidArgumentException("entry $index repeats key {$key['keyId']}");
            }
            $this->keys[$key['keyId']] = $key;
        }
    }

    /** @return array<string,mixed> */
    public function find(string $keyId): array
    {
        return $this->keys[bin2hex($keyId)]
            ?? throw new Refusal('unknown-key', 'no key in trust has the id ' . bin2hex($keyId));
    }

    /** @return array<string,mixed> */
    private static function readEntry(mixed $entry, string $name): array
    {
        $stranger = is_array($entry) ? array_diff(array_keys($entry), self::MEMBERS) : ['?'];
        if ($stranger !== []) {
            // A misspelt revokedAt must not mean "not revoked".
            throw new \InvalidArgumentException("$name has an unknown member " . reset($stranger));
        }
        $publicKey = self::readPublicKey($entry['publicKey'] ?? null, $name);
        $environments = self::readTexts($entry['environments'] ?? null, "$name.environments");
        $purposes = self::readTexts($entry['purposes'] ?? ['content'], "$name.purposes");
        if (array_diff($purposes, PURPOSES) !== []) {
            throw new \InvalidArgumentException("$name.purposes names an unknown purpose");
        }
        if (in_array('production', $environments, true) && array_unique($purposes) !== ['content']) {
            throw new \InvalidArgumentException("$name lets one key sign fixtures and for production");
        }
        foreach (['notBefore', 'notAfter', 'revokedAt'] as $time) {
            if (isset($entry[$time]) && !is_int($entry[$time])) {
                throw new \InvalidArgumentException("$name.$time is not Unix seconds");
            }
        }
        $notBefore = $entry['notBefore'] ?? 0;
        $notAfter = $entry['notAfter'] ?? PHP_INT_MAX;
        if ($notAfter < $notBefore) {
            throw new \InvalidArgumentException("$name ends before it begins");
        }
        // RFC 9679: the SHA-256 COSE key thumbprint; its first 8 bytes are the key's id.
        $thumbprint = hash('sha256', "\xa3\x01\x01\x20\x06\x21\x58\x20" . $publicKey);
        return [
            'keyId' => substr($thumbprint, 0, 16),
            'publicKey' => $publicKey,
            'issuers' => self::readTexts($entry['issuers'] ?? null, "$name.issuers"),
            'environments' => $environments,
            'purposes' => $purposes,
            'notBefore' => $notBefore,
            'notAfter' => $notAfter,
            'revokedAt' => $entry['revokedAt'] ?? PHP_INT_MAX,
        ];
    }

    private static function readPublicKey(mixed $key, string $name): string
    {
        if (is_array($key)) {
            if (isset($key['d'])) {
                throw new \InvalidArgumentException("$name holds a private key: take it out");
            }
            $isEd25519 = ($key['kty'] ?? '') === 'OKP' && ($key['crv'] ?? '') === 'Ed25519'
                && in_array($key['alg'] ?? 'Ed25519', ['Ed25519', 'EdDSA'], true)
                && in_array($key['use'] ?? 'sig', ['sig'], true)
                && in_array('verify', $key['key_ops'] ?? ['verify'], true);
            $key = $isEd25519 && is_string($key['x'] ?? null) ? decodeBase64url($key['x']) : null;
        }
        $problem = is_string($key) ? Ed25519::findKeyProblem($key) : 'is no Ed25519 JWK and no bytes';
        if ($problem !== null) {
            throw new \InvalidArgumentException("$name: the public key $problem");
        }
        return $key;
    }

    /** @return list<string> */
    private static function readTexts(mixed $list, string $name): array
    {
        $isList = is_array($list) && array_is_list($list) && $list !== [];
        if (!$isList || array_filter($list, fn ($item) => !is_string($item) || $item === '') !== []) {
            throw new \InvalidArgumentException("$name is not a list of at least one text");
        }
        return $list;
    }
}

// ---------------------------------------------------------------------------------------------
// Content (docs/format.md, "Profiles")
// ---------------------------------------------------------------------------------------------

/** One content and the profile that turns it into bytes. */
final class Content
{
    /** @param \Closure():?string $digest 32 bytes; null where it cannot be computed here. */
    private function __construct(public readonly int $profile, private readonly \Closure $digest)
    {
    }

    /** Profile text-1: names, titles, meta descriptions. UTF-8. */
    public static function text(string $source): self
    {
        return new self(1, fn () => hash('sha256', TextProfile::canonicalize($source), true));
    }

    /** Profile json-1, from JSON text. */
    public static function json(string $source): self
    {
        return new self(2, fn () => hash('sha256', JsonProfile::canonicalize($source), true));
    }

    /** Profile raw-1: bytes as they are, such as an image as it was uploaded. */
    public static function raw(string $bytes): self
    {
        return new self(0, fn () => hash('sha256', $bytes, true));
    }

    /**
     * Profile html-1. $digest is asked for the SHA-256 of the canonical form (32 bytes), or null
     * where the source has none; `contentmark digest` prints it. Without it the verdict is `undecided`.
     *
     * @param (callable(string $profile, string $source):?string)|null $digest
     */
    public static function html(string $source, ?callable $digest = null): self
    {
        return self::computedElsewhere(3, $source, $digest);
    }

    /**
     * Profile html-text-1, likewise.
     *
     * @param (callable(string $profile, string $source):?string)|null $digest
     */
    public static function htmlText(string $source, ?callable $digest = null): self
    {
        return self::computedElsewhere(4, $source, $digest);
    }

    /** A digest that was computed elsewhere from what is shown now: 32 bytes. */
    public static function digest(string $profile, string $sha256): self
    {
        $number = array_search($profile, PROFILES, true);
        if ($number === false || strlen($sha256) !== 32) {
            throw new \InvalidArgumentException('expected a profile and 32 bytes of SHA-256');
        }
        return new self($number, fn () => $sha256);
    }

    /** @throws NoCanonicalForm */
    public function canonicalDigest(): ?string
    {
        return ($this->digest)();
    }

    private static function computedElsewhere(int $profile, string $source, ?callable $digest): self
    {
        return new self($profile, function () use ($profile, $source, $digest): ?string {
            if (!isUtf8($source)) {
                throw new NoCanonicalForm('the text is not UTF-8');
            }
            if ($digest === null) {
                return null;
            }
            $computed = $digest(PROFILES[$profile], $source)
                ?? throw new NoCanonicalForm('it has no form under ' . PROFILES[$profile]);
            return strlen($computed) === 32
                ? $computed
                : throw new \InvalidArgumentException('the callable gave no 32 bytes');
        });
    }
}

/** text-1: line ends become LF, Unicode becomes NFC, the bytes are UTF-8. */
final class TextProfile
{
    /** As one character class: PCRE knows the property Variation_Selector only since 10.40. */
    private const VARIATION_SELECTORS =
        '\x{180B}-\x{180D}\x{180F}\x{FE00}-\x{FE0F}\x{E0100}-\x{E01EF}';

    public static function canonicalize(string $source): string
    {
        if (!isUtf8($source)) {
            throw new NoCanonicalForm('the text is not UTF-8');
        }
        $text = preg_replace('/\r\n?/', "\n", self::stripTrailingCarrier($source));
        self::requireBoundedMarks($text);
        $composed = \Normalizer::normalize($text, \Normalizer::FORM_C);
        return $composed === false ? throw new NoCanonicalForm('it cannot be composed') : $composed;
    }

    /** Composing takes time that grows with the square of how many marks follow one another. */
    private static function requireBoundedMarks(string $text): void
    {
        $apart = preg_replace('/[' . self::VARIATION_SELECTORS . ']/u', ' ', $text);
        preg_match_all('/\p{M}++/u', $apart, $runs);
        foreach ($runs[0] as $run) {
            if (strlen($run) > 128 && strlen(preg_replace('/[\x80-\xBF]/', '', $run)) > 128) {
                throw new NoCanonicalForm('more than 128 combining marks follow one another');
            }
        }
    }

    /** The text without one invisible carrier of an envelope or a pointer at its end ("Invisible text"). */
    private static function stripTrailingCarrier(string $text): string
    {
        [$start, $bytes] = self::readTrailingCarrier($text) ?? [0, ''];
        return strlen($bytes) === 24 || self::isEnvelope($bytes) ? substr($text, 0, $start) : $text;
    }

    /** @return array{int,string}|null where the carrier of ours that ends the text begins, and its bytes */
    public static function readTrailingCarrier(string $text): ?array
    {
        $start = strrpos($text, "\u{FEFF}");
        if ($start === false) {
            return null;
        }
        $bytes = self::readSelectors(substr($text, $start + 3));
        $isCarrier = $bytes !== null && strlen($bytes) > 13 && strlen($bytes) <= 13 + 8192
            && str_starts_with($bytes, "contmark\x01")
            && unpack('N', $bytes, 9)[1] === strlen($bytes) - 13;
        return $isCarrier ? [$start, substr($bytes, 13)] : null;
    }

    private static function isEnvelope(string $bytes): bool
    {
        try {
            Envelope::decode($bytes);
            return true;
        } catch (Refusal) {
            return false;
        }
    }

    /** The bytes that variation selectors spell, or null where anything else stands there. */
    private static function readSelectors(string $tail): ?string
    {
        // One selector a byte (vs256) is told by its first: the magic's first byte needs a wide one.
        $isWide = str_starts_with($tail, "\xF3\xA0");
        $selector = $isWide
            ? '\xEF\xB8[\x80-\x8F]|\xF3\xA0(?:[\x84-\x86][\x80-\xBF]|\x87[\x80-\xAF])'
            : '\xEF\xB8[\x80-\x8F]';
        // 4 bytes each; a longer run than a carrier can have is not worth reading.
        if (strlen($tail) > 4 * 2 * (13 + 8192)) {
            return null;
        }
        preg_match_all("/\\G(?:$selector)/", $tail, $found);
        if (implode('', $found[0]) !== $tail) {
            return null;
        }
        $values = array_map(
            fn (string $one): int => strlen($one) === 3
                ? ord($one[2]) - 0x80
                : ((ord($one[2]) & 0x3f) << 6 | ord($one[3]) & 0x3f) - 0x100 + 16,
            $found[0],
        );
        if ($isWide) {
            return pack('C*', ...$values);
        }
        return count($values) % 2 === 0 ? pack('H*', implode('', array_map('dechex', $values))) : null;
    }
}

/** Marks in a plain text itself ("Invisible text"). */
final class InvisibleText
{
    /** What stands for a mark that is there and cannot be read. It is no text form. */
    private const UNREADABLE = '=';

    private const SELECTOR = '[\x{FE00}-\x{FE0F}\x{E0100}-\x{E01EF}]';

    /** Who has no selector of its own: ASCII but for digits, # and *; white space; U+FEFF. */
    private const NO_OWNER = '/\A(?:(?![0-9#*])[\x00-\x7f]|[\x{A0}\x{1680}\x{2000}-\x{200A}'
        . '\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}])\z/u';

    /**
     * The mark that a text holds, for {@see Verifier::verify}: no mark, or one.
     *
     * @param list<string> $envelopes text forms kept elsewhere, which a pointer may name
     * @return list<string>
     */
    public static function read(string $text, array $envelopes = []): array
    {
        if (!isUtf8($text)) {
            return [];
        }
        $magics = [self::spell('contmark', true), self::spell('contmark', false)];
        $openings = array_sum(array_map(fn ($magic) => substr_count($text, "\u{FEFF}$magic"), $magics));
        if ($openings === 0) {
            return self::hasBareRun($text, $magics) ? [self::UNREADABLE] : [];
        }
        $carrier = $openings === 1 ? TextProfile::readTrailingCarrier($text) : null;
        if ($carrier === null) {
            return [self::UNREADABLE];
        }
        $found = encodeBase64url($carrier[1]);
        foreach (strlen($carrier[1]) === 24 ? $envelopes : [] as $envelope) {
            if (self::pointerTo($envelope) === $carrier[1]) {
                return [$envelope];
            }
        }
        return [$found];
    }

    /** The 24 bytes that name an envelope, or null for what is none. */
    public static function pointerTo(string $textForm): ?string
    {
        $bytes = strlen($textForm) > 10923 ? null : decodeBase64url($textForm);
        try {
            $envelope = $bytes === null ? null : Envelope::decode($bytes);
        } catch (Refusal) {
            return null;
        }
        $keyId = $envelope?->root?->keyId ?? $envelope?->keyId ?? str_repeat("\0", 8);
        return $envelope === null
            ? null
            : $keyId . substr(hash('sha256', $envelope->statement(), true), 0, 16);
    }

    /** Bytes as variation selectors: one a byte, or two of the basic plane. */
    private static function spell(string $bytes, bool $isWide): string
    {
        $run = '';
        foreach (unpack('C*', $bytes) as $byte) {
            $run .= $isWide
                ? \IntlChar::chr($byte < 16 ? 0xfe00 + $byte : 0xe0100 + $byte - 16)
                : \IntlChar::chr(0xfe00 + ($byte >> 4)) . \IntlChar::chr(0xfe00 + ($byte & 15));
        }
        return $run;
    }

    /**
     * Whether the magic stands where its U+FEFF is gone: at the beginning of a run, or later in one
     * whose first selectors belong to the character that they follow.
     *
     * @param list<string> $magics
     */
    private static function hasBareRun(string $text, array $magics): bool
    {
        preg_match_all('/(?:\A|(.))(' . self::SELECTOR . '++)/su', $text, $runs, PREG_SET_ORDER);
        foreach ($runs as [, $before, $run]) {
            $mayOwn = $before !== '' && preg_match(self::NO_OWNER, $before) !== 1;
            foreach ($magics as $magic) {
                $at = strpos($run, $magic);
                if ($at === 0 || ($at !== false && $mayOwn)) {
                    return true;
                }
            }
        }
        return false;
    }
}

/** json-1: RFC 8785, written while it is read. */
final class JsonProfile
{
    private const MAX_DEPTH = 128;

    private int $at = 0;

    private function __construct(private readonly string $text)
    {
    }

    public static function canonicalize(string $source): string
    {
        if (!isUtf8($source)) {
            throw new NoCanonicalForm('the text is not UTF-8');
        }
        // For json_encode below: the shortest digits that read back as the same number.
        $precision = ini_set('serialize_precision', '-1');
        try {
            $parser = new self($source);
            $canonical = $parser->value(0);
            $parser->skipSpace();
            if ($parser->at !== strlen($source)) {
                $parser->fail('text after the end');
            }
            return $canonical;
        } finally {
            ini_set('serialize_precision', (string) $precision);
        }
    }

    private function fail(string $problem): never
    {
        throw new NoCanonicalForm("not JSON: $problem at byte " . $this->at + 1);
    }

    private function skipSpace(): void
    {
        $this->at += strspn($this->text, " \t\n\r", $this->at);
    }

    private function peek(): string
    {
        return $this->text[$this->at] ?? '';
    }

    private function expect(string $character): void
    {
        if ($this->peek() !== $character) {
            $this->fail("\"$character\" expected");
        }
        $this->at += 1;
    }

    private function value(int $depth): string
    {
        if ($depth > self::MAX_DEPTH) {
            $this->fail('nested too deep');
        }
        $this->skipSpace();
        return match ($this->peek()) {
            '{' => $this->object($depth),
            '[' => $this->array($depth),
            '"' => self::writeString($this->string()),
            default => $this->word() ?? $this->number(),
        };
    }

    private function word(): ?string
    {
        $isWord = preg_match('/\G(?:true|false|null)/', $this->text, $match, 0, $this->at) === 1;
        $this->at += $isWord ? strlen($match[0]) : 0;
        return $isWord ? $match[0] : null;
    }

    private function number(): string
    {
        $pattern = '/\G-?(?:0|[1-9]\d*+)(?:\.\d++)?(?:[eE][+-]?\d++)?/';
        if (preg_match($pattern, $this->text, $match, 0, $this->at) !== 1) {
            $this->fail('a value expected');
        }
        $this->at += strlen($match[0]);
        $number = (float) $match[0];
        // Written as a whole number, or to be written as one: other readers tell its neighbours apart.
        $isWhole = strpbrk($match[0], '.eE') === false || abs($number) < 1e21;
        if ($isWhole && abs($number) > 2 ** 53 - 1) {
            $this->fail('a whole number beyond 2^53 - 1');
        }
        return is_finite($number) ? self::writeNumber($number) : $this->fail('a number is not finite');
    }

    private function string(): string
    {
        $start = $this->at;
        $this->expect('"');
        $end = $start + 1;
        $length = strlen($this->text);
        while (true) {
            $end += strcspn($this->text, '"\\', $end);
            if ($end >= $length || $this->text[$end] === '"') {
                break;
            }
            $end += 2;
            // Past the end: a backslash was the last character.
            if ($end > $length) {
                break;
            }
        }
        // json_decode refuses control characters, wrong escapes and lone surrogates.
        $value = json_decode(substr($this->text, $start, $end + 1 - $start));
        if (!is_string($value)) {
            $this->fail('a malformed string');
        }
        $this->at = $end + 1;
        return $value;
    }

    private function array(int $depth): string
    {
        $this->expect('[');
        $this->skipSpace();
        $items = [];
        while ($items !== [] || $this->peek() !== ']') {
            $items[] = $this->value($depth + 1);
            $this->skipSpace();
            if ($this->peek() !== ',') {
                break;
            }
            $this->at += 1;
        }
        $this->expect(']');
        return '[' . implode(',', $items) . ']';
    }

    private function object(int $depth): string
    {
        $this->expect('{');
        $this->skipSpace();
        $members = [];
        while ($members !== [] || $this->peek() !== '}') {
            $this->skipSpace();
            $key = $this->string();
            // RFC 8785 §3.2.3 sorts by UTF-16 code units, which UTF-8 does not.
            $sortKey = \UConverter::transcode($key, 'UTF-16BE', 'UTF-8');
            if (isset($members[$sortKey])) {
                $this->fail('duplicate key');
            }
            $this->skipSpace();
            $this->expect(':');
            $members[$sortKey] = self::writeString($key) . ':' . $this->value($depth + 1);
            $this->skipSpace();
            if ($this->peek() !== ',') {
                break;
            }
            $this->at += 1;
        }
        $this->expect('}');
        ksort($members, SORT_STRING);
        return '{' . implode(',', $members) . '}';
    }

    private static function writeString(string $value): string
    {
        return json_encode(
            $value,
            JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_LINE_TERMINATORS
            | JSON_THROW_ON_ERROR,
        );
    }

    /** RFC 8785 §3.2.2.3: as ECMAScript writes numbers. PHP finds the digits, their layout is ours. */
    private static function writeNumber(float $number): string
    {
        if ($number === 0.0) {
            return '0';
        }
        preg_match('/^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/', json_encode($number), $match);
        [, $sign, $whole, $fraction, $exponent] = $match + ['', '', '', '', '0'];
        // 0.digits × 10^point
        $digits = ltrim($whole . $fraction, '0');
        $point = strlen($whole) + (int) $exponent - (strlen($whole . $fraction) - strlen($digits));
        $digits = rtrim($digits, '0');
        $count = strlen($digits);
        if ($point > 21 || $point <= -6) {
            $mantissa = $count === 1 ? $digits : $digits[0] . '.' . substr($digits, 1);
            return sprintf('%s%se%+d', $sign, $mantissa, $point - 1);
        }
        return $sign . match (true) {
            $point <= 0 => '0.' . str_repeat('0', -$point) . $digits,
            $count <= $point => $digits . str_repeat('0', $point - $count),
            default => substr($digits, 0, $point) . '.' . substr($digits, $point),
        };
    }
}

// ---------------------------------------------------------------------------------------------
// The check
// ---------------------------------------------------------------------------------------------

/** Checks marks against one trust in one environment. */
final class Verifier
{
    /** For each result of a part the reason it stands for, in the order of docs/format.md. */
    private const REASON_OF = [
        'wrong-profile' => 'profile-mismatch',
        'invalid' => 'content-invalid',
        'unsigned' => 'unsigned-part',
        'missing' => 'missing-part',
        'mismatch' => 'digest-mismatch',
        'not-compared' => 'profile-unsupported',
    ];

    /** What can be wrong before the content is looked at, in the order of docs/format.md. */
    private const CLAIM_REASONS = [
        'receipt-mismatch', 'key-revoked', 'key-not-yet-valid', 'key-expired', 'issuer-not-allowed',
        'environment-not-allowed', 'purpose-not-allowed', 'environment-mismatch', 'audience-mismatch',
        'not-yet-valid', 'expired', 'recall-stale', 'recalled', 'subject-mismatch',
    ];

    private const UUID = '/\A[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\z/';

    /** @var array<string,true> */
    private array $recalled = [];

    /** @var list<array{RootStatement,string}> signed roots whose signature has held */
    private array $roots = [];

    /**
     * @param string|null $audience the shop or tenant; marks made for one audience are refused without.
     * @param int $clockTolerance seconds that the signer's clock and ours may differ.
     * @param list<string> $recalled ids of marks that are recalled, as claims hold them.
     * @param int $recallValidUntil Unix seconds from which on that list is too old to go by.
     */
    public function __construct(
        private readonly Trust $trust,
        private readonly string $environment,
        private readonly ?string $audience = null,
        private readonly int $clockTolerance = 60,
        array $recalled = [],
        private readonly int $recallValidUntil = PHP_INT_MAX,
    ) {
        foreach ($recalled as $id) {
            // A mistyped id would recall nothing, and nobody would notice.
            if (!is_string($id) || preg_match(self::UUID, $id) !== 1) {
                throw new \InvalidArgumentException('recalled: a UUID in lower case');
            }
            $this->recalled[$id] = true;
        }
        if ($environment === '' || $audience === '' || $clockTolerance < 0) {
            throw new \InvalidArgumentException('environment, audience or clockTolerance');
        }
    }

    /**
     * Takes the signed root of a batch, as text form, so that its thin items can be checked.
     *
     * @return string|null why it was not taken
     */
    public function addRoot(string $signedRoot): ?string
    {
        try {
            [$statement, $root] = RootStatement::readSignedRoot(self::decodeTextForm($signedRoot));
            $key = $this->trust->find($statement->keyId);
            $message = encodeSigStructure($statement->protectedHeader, $root);
            if (!Ed25519::verify($statement->signature, $message, $key['publicKey'])) {
                return 'bad-signature';
            }
            $this->roots[] = [$statement, $root];
            return null;
        } catch (Refusal $refusal) {
            return $refusal->reason;
        }
    }

    /**
     * Checks what is about to be shown against the marks found with it.
     *
     * @param Content|array<string,Content> $content one content, or the named parts of a record
     * @param string|list<string>|null $mark text forms; empty text is no mark
     * @param string|AnySubject $subject what is shown: compared with the mark
     * @param int|null $now Unix seconds; default the clock
     * @param list<string>|'all' $requiredParts parts that must be shown
     */
    public function verify(
        Content|array $content,
        string|array|null $mark,
        string|AnySubject $subject,
        ?int $now = null,
        array|string $requiredParts = [],
    ): Verdict {
        self::requireCall($content, $subject, $requiredParts);
        try {
            $bytes = self::readMark((array) ($mark ?? []));
            if ($bytes === null) {
                return new Verdict('absent');
            }
            $envelope = Envelope::decode($bytes);
            $key = $this->chooseKey($this->authenticate($envelope), $envelope, $subject, $now ?? time());
            return $this->conclude($envelope, $key, $content, $requiredParts);
        } catch (Refusal $refusal) {
            return new Verdict(
                'rejected', $refusal->reason, $refusal->getMessage(), $refusal->parts,
            );
        }
    }

    private static function requireCall(
        Content|array $content,
        string|AnySubject $subject,
        array|string $requiredParts,
    ): void {
        $parts = is_array($content) ? $content : [];
        $isWrong = $subject === ''
            || (is_string($requiredParts) && $requiredParts !== 'all')
            || (is_array($requiredParts) && $requiredParts !== [] && !is_array($content))
            || (is_array($content) && ($parts === [] || count($parts) > MAX_PARTS))
            || array_filter($parts, fn ($part) => !$part instanceof Content) !== [];
        if ($isWrong) {
            throw new \InvalidArgumentException('content, subject or requiredParts');
        }
    }

    /**
     * The one envelope among the marks found, or null where there is none.
     *
     * @param array<mixed> $found
     */
    private static function readMark(array $found): ?string
    {
        $marks = array_values(array_filter($found, fn ($mark) => $mark !== '' && $mark !== null));
        if ($marks === []) {
            return null;
        }
        foreach ($marks as $mark) {
            if (!is_string($mark)) {
                throw new Refusal('malformed', 'a mark that is not text');
            }
            // As they stand: two that differ are ambiguous whatever they hold.
            if ($mark !== $marks[0]) {
                throw new Refusal('ambiguous', 'two different marks stand on this host');
            }
        }
        return self::decodeTextForm($marks[0]);
    }

    private static function decodeTextForm(string $text): string
    {
        if (strlen($text) > 10923 && self::countUtf16Units($text) > 10923) {
            throw new Refusal('too-large', strlen($text) . ' characters');
        }
        return decodeBase64url($text) ?? throw new Refusal('malformed', 'not unpadded base64url');
    }

    /** The limit counts as JavaScript does, so that both sides name one reason. */
    private static function countUtf16Units(string $text): int
    {
        return strlen((string) \UConverter::transcode($text, 'UTF-16BE', 'UTF-8')) >> 1;
    }

    /**
     * The key that may speak for it here. A thin item names none: of several roots of its tree one that may
     * is enough, and where none may the check that comes furthest gives the reason.
     *
     * @param non-empty-list<array{array<string,mixed>,?RootStatement}> $authorities
     * @return array<string,mixed>
     */
    private function chooseKey(
        array $authorities,
        Envelope $envelope,
        string|AnySubject $subject,
        int $now,
    ): array {
        $furthest = null;
        foreach ($authorities as [$key, $root]) {
            try {
                $this->checkClaims($envelope, $key, $root, $subject, $now);
                return $key;
            } catch (Refusal $refusal) {
                $reached = array_search($refusal->reason, self::CLAIM_REASONS, true);
                if ($furthest === null || $reached > $furthest[0]) {
                    $furthest = [$reached, $refusal];
                }
            }
        }
        throw $furthest[1];
    }

    /**
     * Finds the key and tries the signature: of the envelope, or of the root that its path leads to.
     *
     * @return non-empty-list<array{array<string,mixed>,?RootStatement}> more than one for a thin item only
     */
    private function authenticate(Envelope $envelope): array
    {
        if ($envelope->mode === 'thin') {
            $root = $envelope->proof->climb($envelope->statement());
            $found = [];
            foreach ($this->roots as [$statement, $known]) {
                if ($statement->treeSize === $envelope->proof->treeSize && $known === $root) {
                    $found[] = [$this->trust->find($statement->keyId), $statement];
                }
            }
            return $found !== [] ? $found : throw new Refusal('unknown-root', 'no signed root at hand for its tree');
        }
        $statement = $envelope->root;
        $key = $this->trust->find($statement?->keyId ?? $envelope->keyId);
        $payload = $statement === null
            ? $envelope->payload
            : $envelope->proof->climb($envelope->statement());
        $message = encodeSigStructure(
            $statement?->protectedHeader ?? $envelope->protectedHeader,
            $payload,
        );
        $signature = $statement?->signature ?? $envelope->signature;
        if (!Ed25519::verify($signature, $message, $key['publicKey'])) {
            throw new Refusal('bad-signature', 'the signature does not verify under ' . $key['keyId']);
        }
        return [[$key, $statement]];
    }

    /** @param array<string,mixed> $key */
    private function checkClaims(
        Envelope $envelope,
        array $key,
        ?RootStatement $root,
        string|AnySubject $subject,
        int $now,
    ): void {
        $claims = $envelope->claims;
        $issuedAt = $claims['issuedAt'];
        $begins = max($issuedAt, $claims['notBefore'] ?? 0);
        $ended = $now - $this->clockTolerance;
        $audience = $claims['audience'] ?? null;
        $isOfTree = $root === null
            || ($root->issuer === $claims['issuer'] && $root->treeSize === $envelope->proof->treeSize);
        $failed = match (false) {
            $isOfTree => 'receipt-mismatch',
            $now < $key['revokedAt'] => 'key-revoked',
            $issuedAt >= $key['notBefore'] => 'key-not-yet-valid',
            $issuedAt <= $key['notAfter'] => 'key-expired',
            in_array($claims['issuer'], $key['issuers'], true) => 'issuer-not-allowed',
            in_array($claims['environment'], $key['environments'], true) => 'environment-not-allowed',
            in_array($claims['purpose'], $key['purposes'], true) => 'purpose-not-allowed',
            $claims['environment'] === $this->environment => 'environment-mismatch',
            $audience === null || $audience === $this->audience => 'audience-mismatch',
            $begins <= $now + $this->clockTolerance => 'not-yet-valid',
            $ended < min($claims['expiresAt'] ?? PHP_INT_MAX, $root?->expiresAt ?? PHP_INT_MAX) => 'expired',
            $now < $this->recallValidUntil => 'recall-stale',
            !isset($this->recalled[$claims['id']]) => 'recalled',
            $subject instanceof AnySubject || $subject === $claims['subject'] => 'subject-mismatch',
            default => null,
        };
        if ($failed !== null) {
            throw new Refusal($failed, "made by {$claims['issuer']} for {$claims['environment']}");
        }
    }

    /**
     * @param array<string,mixed> $key
     * @param Content|array<string,Content> $content
     * @param list<string>|'all' $requiredParts
     */
    private function conclude(
        Envelope $envelope,
        array $key,
        Content|array $content,
        array|string $requiredParts,
    ): Verdict {
        if (is_array($content) !== ($envelope->parts !== null)) {
            throw new Refusal('profile-mismatch', 'one content for the parts of a record, or the reverse');
        }
        $results = is_array($content)
            ? self::compareParts($envelope->parts, $content, $requiredParts)
            : ['' => self::compare($content, $envelope->profile, $envelope->payload)];
        $parts = is_array($content) ? $results : [];
        foreach (self::REASON_OF as $result => $reason) {
            $names = array_keys($results, $result, true);
            if ($names === []) {
                continue;
            }
            $detail = is_array($content) ? 'part ' . implode(', ', $names) : $result;
            if ($reason === 'profile-unsupported') {
                return new Verdict('undecided', $reason, $detail, $parts);
            }
            throw new Refusal($reason, $detail, $parts);
        }
        $profiles = is_array($content)
            ? array_column(array_intersect_key($envelope->parts, $content), 0)
            : [$envelope->profile];
        return new Verdict(
            'verified',
            parts: $parts,
            claims: $envelope->claims,
            keyId: $key['keyId'],
            coverage: in_array(4, $profiles, true) ? 'text' : 'full',
        );
    }

    /**
     * @param array<string,array{int,string}> $signed
     * @param array<string,Content> $shown
     * @param list<string>|'all' $requiredParts
     * @return array<string,string>
     */
    private static function compareParts(array $signed, array $shown, array|string $requiredParts): array
    {
        $results = [];
        foreach ($shown as $name => $content) {
            $results[$name] = isset($signed[$name])
                ? self::compare($content, ...$signed[$name])
                : 'unsigned';
        }
        $required = $requiredParts === 'all' ? array_keys($signed) : $requiredParts;
        foreach (array_diff_key($signed, $shown) as $name => $_) {
            $results[$name] = in_array((string) $name, array_map('strval', $required), true)
                ? 'missing'
                : 'not-shown';
        }
        foreach ($required as $name) {
            $results[$name] ??= 'missing';
        }
        return $results;
    }

    private static function compare(Content $content, int $profile, string $digest): string
    {
        if ($content->profile !== $profile) {
            return 'wrong-profile';
        }
        try {
            $shown = $content->canonicalDigest();
        } catch (NoCanonicalForm) {
            return 'invalid';
        }
        return $shown === null ? 'not-compared' : ($shown === $digest ? 'match' : 'mismatch');
    }
}
