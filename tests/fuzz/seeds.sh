#!/usr/bin/env bash
# Inputs to begin with, out of the corpus of the tests: seeds.sh CORPUS OUT makes a folder for each target.
# The parts of archives are those that src/lib.rs packs, in its order.
set -euo pipefail
corpus=$1 out=$2
xlsx=(xl/workbook.xml xl/_rels/workbook.xml.rels 'xl/worksheets/sheet1.xml' xl/sharedStrings.xml xl/styles.xml
    'xl/worksheets/sheet2.xml')
mkdir -p "$out"/{table,workbook_xlsx,workbook_xls,workbook_ods,geojson,kml,shapefile,gpkg}

between() { printf '\n--part--\n'; }

# The parts of an archive, as far as it has them.
unpacked() {
    local file=$1 part first=yes
    shift
    for part in "$@"; do
        [[ $first ]] || between
        first=
        unzip -qq -p "$file" "$part" 2>/dev/null || true
    done
}

for file in "$corpus"/*; do
    name=$(basename "$file") magic=$(head -c 2 "$file" | od -An -tx1 | tr -d ' ')
    case $magic:$name in
        d0cf:*) cp "$file" "$out/workbook_xls" ;;
        504b:*.xlsx | 504b:*.csv)
            cp "$file" "$out/workbook_xlsx/whole-$name"
            unpacked "$file" "${xlsx[@]}" >"$out/workbook_xlsx/$name"
            ;;
        504b:*.ods)
            cp "$file" "$out/workbook_ods/whole-$name"
            unpacked "$file" content.xml META-INF/manifest.xml >"$out/workbook_ods/$name"
            ;;
        504b:*.kmz) cp "$file" "$out/kml" ;;
        *.kml | *.ovkml | *.gpx) cp "$file" "$out/kml" ;;
        *.gpkg) cp "$file" "$out/gpkg" ;;
        *.geojson) cp "$file" "$out/geojson" ;;
        *.shp)
            {
                cat "$file"
                for ending in dbf prj cpg; do
                    between
                    cat "${file%.shp}.$ending" 2>/dev/null || true
                done
            } >"$out/shapefile/$name"
            ;;
        *.csv | *.txt | *.xls | *.xlsx) cp "$file" "$out/table" ;;
    esac
done
