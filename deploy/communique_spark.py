"""What spark-submit is handed: spark-submit --master ... deploy/communique_spark.py INPUT... OUTPUT (--help tells the rest)."""

import sys

from communique.spark import main

sys.exit(main())
